using System.Text;
using Integration.Learning.Documents;
using Integration.Learning.Install.Registering;
using Integration.Learning.Pages;
using Integration.Learning.Pages.Handshake;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Install.Guides;

/// <summary><c>/install</c>: how to connect an LMS, for everyone, without a login and without data; nothing here registers anything.</summary>
internal sealed class InstallEndpoints(LtiToolOptions tool)
{
    /// <summary>The index.</summary>
    public const string Address = "/install";

    /// <summary>Maps the pages. Those with a name of their own win over <c>/install/{lms}</c>.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, Index);
        routes.MapGet(OwnProfile.IconAddress, Icon);
        routes.MapGet(OwnProfile.PrivacyAddress, Privacy);
        routes.MapGet(Guides.CanvasJson, CanvasJson);
        routes.MapGet(Address + "/{lms}", Show);
        routes.MapPost(Address + "/{lms}", CheckAsync);
    }

    private static IResult Icon(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(PageAssets.Find(PageAssets.Version, "icon.svg")!.Plain, "image/svg+xml");
    }

    private static Words WordsOf(HttpRequest request) => RequestLanguage.Of(request, request.Query["lang"]).Of<GuideWords>();

    private IResult Index(HttpRequest request)
    {
        var words = WordsOf(request);
        return Page<IndexPage, IReadOnlyList<Guide>>(words, "index.title", new Guides(tool.PublicUrl).All());
    }

    private IResult Privacy(HttpRequest request)
    {
        var words = WordsOf(request);
        var stored = DocumentKinds.All.Select(kind => new StoredKind(kind.DataClass, kind.Subject, kind.Retention)).Distinct().OrderBy(kind => kind.Data).ThenBy(kind => kind.Subject);
        return Page<PrivacyPage, IReadOnlyList<StoredKind>>(words, "privacy.title", [.. stored]);
    }

    private IResult CanvasJson(HttpRequest request, HttpResponse response)
    {
        // Canvas's own page may read it, and asks again whenever an admin saves.
        response.Headers.CacheControl = "no-cache";
        response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text(CanvasManifest.Write(tool.PublicUrl, CanvasManifest.Wanted(request.Query["with"])), "application/json", Encoding.UTF8);
    }

    private IResult Show(string lms, HttpRequest request)
    {
        var access = CanvasManifest.Wanted(request.Query["with"]);
        return new Guides(tool.PublicUrl).Find(lms, CanvasManifest.QueryOf(access)) is { } guide
            ? Guide(WordsOf(request), new(guide, access, new Dictionary<string, string>(), [], null), StatusCodes.Status200OK)
            : Results.NotFound();
    }

    private async Task<IResult> CheckAsync(string lms, HttpRequest request, CancellationToken ct)
    {
        if (new Guides(tool.PublicUrl).Find(lms) is not { } guide)
        {
            return Results.NotFound();
        }

        var given = (await PostedForm.ReadAsync(request, ct))?.Values ?? new Dictionary<string, string>();
        var wrong = PasteRules.Wrong(guide.PasteBack, given);
        var model = new GuideModel(guide, Access.Gradebook, given, wrong, wrong.Count == 0 ? PasteRules.Command(guide, given) : null);
        return Guide(WordsOf(request), model, wrong.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private BareResult<GuidePage, GuideModel> Guide(Words words, GuideModel model, int status) =>
        new(words, words["guide.title", model.Guide.Name], model, status) { Module = "install.js", OwnWindow = true };

    private BareResult<TPage, TModel> Page<TPage, TModel>(Words words, string title, TModel model)
        where TPage : Screen<TModel> => new(words, words[title], model) { Module = "install.js", OwnWindow = true };
}
