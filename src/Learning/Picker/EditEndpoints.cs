using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Picker;

/// <summary>
/// A placed activity is changed: the settings screen stores another version, new starts get it, and work that is begun keeps its own. The dates of the newest
/// version count for everyone.
/// </summary>
internal sealed class EditEndpoints(ActivityStore activities, PlacementStore placements)
{
    public void Map(IEndpointRouteBuilder picker)
    {
        picker.MapGet("/edit", ShowAsync);
        picker.MapPost("/edit", (HttpContext http, CancellationToken ct) => PickerEndpoints.WithFormAsync(http, SaveAsync, ct));
    }

    private static IResult NothingToChange => new Refusal(PickerCodes.NothingToChange).Answer(StatusCodes.Status404NotFound);

    private async Task<IResult> ShowAsync(HttpContext http, CancellationToken ct)
    {
        var session = http.Session();
        return await FindAsync(session, ct) is not { } found ? NothingToChange
            : TemplateCatalog.Shipped.Find(found.TemplateId) is not { } template ? PickerEndpoints.NoSuchTemplate
            : PickerEndpoints.Settings(session, SettingsModel.Of(session, ActivityForm.Of(found, template, PressKey.New(), session.Words().Zone)));
    }

    private async Task<IResult> SaveAsync(HttpContext http, ActivityForm form, string change, CancellationToken ct)
    {
        var session = http.Session();
        if (await FindAsync(session, ct) is not { } current)
        {
            return NothingToChange;
        }

        if (form.Editing is null || form.Template.Id != current.TemplateId)
        {
            return PickerEndpoints.Malformed;
        }

        if (ActivityFormRules.Check(form) is { Count: > 0 } findings)
        {
            return PickerEndpoints.Settings(session, SettingsModel.Of(session, form, findings));
        }

        // Nobody places words she has not seen.
        if (form.FollowBand() is var followed && followed != form)
        {
            return PickerEndpoints.Settings(session, SettingsModel.Of(session, followed) with { NewWording = true });
        }

        var changed = form.ToChanged(current);
        if (ActivityDocuments.AreSame(changed, current))
        {
            return Done(session, current);
        }

        if (form.Editing != current.Version)
        {
            return Meanwhile(session, form, current);
        }

        changed = await activities.AddNextAsync(session.ClassRef.District, changed, ct);
        return await placements.MoveAsync(session.ClassRef, session.LinkId!, current, changed, ct)
            ? Done(session, changed)
            : Meanwhile(session, form, await FindAsync(session, ct) ?? current);
    }

    private async Task<ActivityDefinition?> FindAsync(Session session, CancellationToken ct)
        => session.LinkId is { } link && await placements.FindAsync(session.ClassRef, link, ct) is { Value: { ActivityId: { } id } placement }
            ? await activities.FindAsync(session.ClassRef.District, id, placement.ActivityVersion, ct)
            : null;

    // What she typed stands there still; pressing again puts it in the place of the other's.
    private static IResult Meanwhile(Session session, ActivityForm form, ActivityDefinition current)
        => PickerEndpoints.Settings(session, SettingsModel.Of(session, form with { Editing = current.Version }) with
        {
            Notice = PickerEndpoints.WordsOf(session)["edit.meanwhile", PickerCodes.ChangedMeanwhile],
        });

    private static ScreenResult<EditedPage, ActivityDefinition> Done(Session session, ActivityDefinition activity)
    {
        var words = PickerEndpoints.WordsOf(session);
        return new ScreenResult<EditedPage, ActivityDefinition>(words, words["edited.title"], activity);
    }
}
