using Integration.Learning.Activities;
using Integration.Learning.Launches;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Picker;

/// <summary>A teacher chooses what students will do: for a deep linking request, or for a placed link that carries nothing yet.</summary>
internal sealed class PickerEndpoints(
    ActivityStore activities,
    PlacementStore placements,
    DeepLinkEndpoints answers,
    SessionTokens tokens,
    EditEndpoints editing,
    IEnumerable<IWidgetEndpoints> widgets)
{
    /// <summary>The first screen's address.</summary>
    public const string Address = "/app/picker";

    // A full form with every box ticked is a tenth of this.
    private const int MaxBody = 128 * 1024;

    private static readonly FormOptions FormLimits = new() { BufferBodyLengthLimit = MaxBody, ValueCountLimit = 256, KeyLengthLimit = 64, ValueLengthLimit = 32 * 1024 };

    /// <summary>The first screen of a deep linking launch.</summary>
    public IResult Open(Session session, LaunchFrame frame)
    {
        frame = frame with { Address = Address };
        return session is { MayEdit: true, DeepLink: null or { TakesActivities: true } }
            ? List(session, text: null, band: null, frame)
            : DeadEnd(session, frame);
    }

    /// <summary>The first screen again, as a swap.</summary>
    public IResult Again(Session session) => List(session, text: null, band: null, frame: null);

    /// <summary>Maps the picker's addresses.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        var picker = app.MapGroup("/picker").AddEndpointFilter(async (context, next) => context.HttpContext.Session() switch
        {
            { MayEdit: false } => SessionRefusalEndpoints.NotAllowed,
            { DeepLink.TakesActivities: false } => new Refusal(PickerCodes.TakesNoActivities).Answer(StatusCodes.Status400BadRequest),
            { DeepLink: null, LinkId: null } => new Refusal(PickerCodes.NothingToChooseFor).Answer(StatusCodes.Status400BadRequest),
            _ => await next(context),
        });
        picker.MapGet("", ListAsync);
        picker.MapPost("", SearchAsync);
        picker.MapGet("/template/{id}", (HttpContext http, string id, string? band) => TemplateCatalog.Shipped.Find(id) is { } template
            ? Settings(http.Session(), SettingsModel.Of(http.Session(), DeepLinkEndpoints.Named(http.Session(), ActivityForm.Of(template, ActivityFormFields.Choice<GradeBand>(band), PressKey.New()))))
            : NoSuchTemplate);
        picker.MapPost("/settings", (HttpContext http, CancellationToken ct) => WithFormAsync(http, ChangeAsync, ct));
        picker.MapPost("/preview", (HttpContext http, CancellationToken ct) => WithFormAsync(http, PreviewAsync, ct));
        picker.MapPost("/add", (HttpContext http, CancellationToken ct) => WithFormAsync(http, AddAsync, ct));
        editing.Map(picker);
        picker.MapPost("/finish", FinishAsync);

        // Going back is for everyone whom the LMS has sent here, whatever they may do.
        app.MapPost("/picker/cancel", CancelAsync).AlsoWhenReadOnly();
    }

    internal static IResult NoSuchTemplate => new Refusal(PickerCodes.NoSuchTemplate).Answer(StatusCodes.Status404NotFound);

    internal static IResult Malformed => new Refusal(PickerCodes.Malformed).Answer(StatusCodes.Status400BadRequest);

    internal static Words WordsOf(Session session) => session.Words().Of<PickerWords>();

    private async Task<IResult> ListAsync(HttpContext http, string? q, string? band, CancellationToken ct)
        => await TakenAsync(http.Session(), ct) ?? List(http.Session(), q, ActivityFormFields.Choice<GradeBand>(band), frame: null);

    // The search has an address of its own, so that Back comes home to what was found.
    private static async Task<IResult> SearchAsync(HttpContext http, CancellationToken ct)
    {
        if (await ReadAsync(http, ct) is not { } fields)
        {
            return Malformed;
        }

        var query = QueryString.Empty;
        if (fields.GetValueOrDefault("q") is [{ Length: > 0 and <= 200 } text, ..] && !string.IsNullOrWhiteSpace(text))
        {
            query = query.Add("q", text.Trim());
        }

        if (ActivityFormFields.Choice<GradeBand>(fields.GetValueOrDefault(ActivityFormFields.Band)?[0]) is { } band)
        {
            query = query.Add("band", band.ToString());
        }

        return new SeeOtherResult(Address + query);
    }

    private static ScreenResult<PickerPage, PickerModel> List(Session session, string? text, GradeBand? band, LaunchFrame? frame)
    {
        var words = WordsOf(session);
        var model = new PickerModel(text ?? "", band, TemplateCatalog.Shipped.Search(text, session.Language, band), session.DeepLink is not null)
        {
            Chosen = session.DeepLink?.Chosen.Count ?? 0,
        };
        return new ScreenResult<PickerPage, PickerModel>(words, words["picker.title"], model) { Launch = frame, Wide = true };
    }

    internal static ScreenResult<SettingsPage, SettingsModel> Settings(Session session, SettingsModel model)
    {
        var words = WordsOf(session);
        return new ScreenResult<SettingsPage, SettingsModel>(words, words["settings.title", model.Form.Template.Title.For(session.Language)], model)
        {
            Status = model.Notice is not null ? StatusCodes.Status409Conflict : model.Findings.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    // The screen again, with one thing changed by the button that was pressed, or (back from the preview) none.
    private Task<IResult> ChangeAsync(HttpContext http, ActivityForm form, string change, CancellationToken ct)
    {
        var model = SettingsModel.Of(http.Session(), form);
        model = change.Split(' ') switch
        {
            ["add"] => model with { Form = form.WithNewCriterion(), Focus = ActivityFormFields.En(ActivityFormFields.Criterion(form.Criteria.Count)) },
            ["remove", var at] when int.TryParse(at, out var index) => model with { Form = form.WithoutCriterion(index), Focus = ActivityFormFields.Criteria },
            ["reset"] => model with { Form = form.WithShippedCriteria(), Focus = ActivityFormFields.Criteria },
            _ => model with { Form = form.FollowBand() },
        };
        return Task.FromResult<IResult>(Settings(http.Session(), model));
    }

    private Task<IResult> PreviewAsync(HttpContext http, ActivityForm form, string change, CancellationToken ct)
    {
        var session = http.Session();
        form = form.FollowBand();
        if (ActivityFormRules.Check(form) is { Count: > 0 } findings)
        {
            return Task.FromResult<IResult>(Settings(session, SettingsModel.Of(session, form, findings)));
        }

        var activity = form.ToDefinition("preview");
        var student = widgets.First(widget => widget.Widget == activity.Widget).Preview(activity, session.Words());
        if (student is not IScreenResult screen)
        {
            return Task.FromResult(student);
        }

        var words = WordsOf(session);
        var model = new PreviewModel(form, session.DeepLink is not null, screen);
        return Task.FromResult<IResult>(new ScreenResult<PreviewPage, PreviewModel>(words, words["preview.title", activity.Title.For(session.Language)], model));
    }

    private async Task<IResult> AddAsync(HttpContext http, ActivityForm form, string change, CancellationToken ct)
    {
        var session = http.Session();
        if (ActivityFormRules.Check(form) is { Count: > 0 } findings)
        {
            return Settings(session, SettingsModel.Of(session, form, findings));
        }

        // Nobody places words she has not seen.
        if (form.FollowBand() is var followed && followed != form)
        {
            return Settings(session, SettingsModel.Of(session, followed) with { NewWording = true });
        }

        var activity = await activities.AddAsync(session.ClassRef.District, form.ToOwnDefinition(session.District, session.Learner), ct);
        if (session.DeepLink is { } pending)
        {
            var chosen = pending with { Chosen = [.. pending.Chosen.Append(activity.Id).Distinct(StringComparer.Ordinal).Take(PendingDeepLink.Most)] };
            return change == "another" && pending.MayChooseAnother ? Another(http, session with { DeepLink = chosen }) : await answers.PlaceAsync(http, chosen, ct);
        }

        return await ChooseAsync(session, activity, ct) ? new SeeOtherResult(HomeEndpoints.Address) : await TakenAsync(session, ct) ?? Malformed;
    }

    // The chosen ones travel in the sealed session, like the request they answer.
    private ScreenResult<PickerPage, PickerModel> Another(HttpContext http, Session session)
    {
        http.Response.Headers[SessionEndpoints.Header] = tokens.Renew(session);
        return List(session, text: null, band: null, frame: null);
    }

    private async Task<IResult> FinishAsync(HttpContext http, CancellationToken ct)
        => http.Session().DeepLink is { Chosen.Count: > 0 } pending ? await answers.PlaceAsync(http, pending, ct) : Malformed;

    private async Task<IResult> CancelAsync(HttpContext http, CancellationToken ct)
        => http.Session() switch
        {
            { DeepLink: null } => new SeeOtherResult(HomeEndpoints.Address),
            { MayEdit: false } => await answers.FailAsync(http, "teachers.body", PickerCodes.TeachersOnly, ct),
            { DeepLink.TakesActivities: false } => await answers.FailAsync(http, "no-links.body", PickerCodes.TakesNoActivities, ct),
            _ => await answers.CancelAsync(http, ct),
        };

    private static ScreenResult<DeadEndPage, DeadEndModel> DeadEnd(Session session, LaunchFrame? frame)
    {
        var words = WordsOf(session);
        var (title, body) = session.MayEdit ? (words["no-links.title"], words["no-links.body"]) : (words["teachers.title"], words["teachers.body"]);
        var model = new DeadEndModel(title, body, session.DeepLink is not null);
        return new ScreenResult<DeadEndPage, DeadEndModel>(words, model.Title, model) { Launch = frame };
    }

    // True as well when this very activity is there already: the button was pressed twice. A launch may write the same row meanwhile, so once more then.
    private async Task<bool> ChooseAsync(Session session, ActivityDefinition activity, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await placements.ChooseAsync(session.ClassRef, session.LinkId!, activity, ct))
            {
                return true;
            }

            if ((await placements.FindAsync(session.ClassRef, session.LinkId!, ct))?.Value.ActivityId is { } chosen)
            {
                return chosen == activity.Id;
            }
        }

        return false;
    }

    // Somebody else chose for this link: say so, and show what it is.
    private async Task<IResult?> TakenAsync(Session session, CancellationToken ct)
    {
        if (session.DeepLink is not null
            || await placements.FindAsync(session.ClassRef, session.LinkId!, ct) is not { Value: { ActivityId: { } id } placement }
            || await activities.FindAsync(session.ClassRef.District, id, placement.ActivityVersion, ct) is not { } activity)
        {
            return null;
        }

        var words = WordsOf(session);
        return new ScreenResult<TakenPage, ActivityDefinition>(words, words["taken.title"], activity) { Status = StatusCodes.Status409Conflict };
    }

    internal static async Task<IResult> WithFormAsync(
        HttpContext http, Func<HttpContext, ActivityForm, string, CancellationToken, Task<IResult>> next, CancellationToken ct)
    {
        if (await ReadAsync(http, ct) is not { } fields)
        {
            return Malformed;
        }

        if (TemplateCatalog.Shipped.Find(fields.GetValueOrDefault(ActivityFormFields.Template)?[0]) is not { } template)
        {
            return NoSuchTemplate;
        }

        return ActivityFormFields.Read(template, fields) is { } form ? await next(http, form with { Zone = http.Session().Words().Zone }, fields.GetValueOrDefault("change")?[0] ?? "", ct) : Malformed;
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>?> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBody;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(FormLimits, ct);
            return form.Where(field => field.Value.Count > 0).ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. field.Value.Select(value => value ?? "")]);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
