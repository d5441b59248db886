using System.Globalization;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Pages;
using Integration.Learning.Pages.Handshake;
using Integration.Learning.Platforms;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.Http;
using Integration.Lti.Quirks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Install.Registering;

/// <summary>
/// <c>/lti/register/{invitation}</c>: an LMS opens it in a frame with its configuration's address; the admin sees who asks for what, and confirms. The secret
/// is in the address because LMSs take one address and nothing else, so it works once and no page links anywhere from here.
/// </summary>
internal sealed partial class RegisterEndpoints(SelfRegistering registering, LtiToolOptions tool, ILogger<RegisterEndpoints> log)
{
    /// <summary>Maps both steps.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        var address = InvitationSetup.Address + "/{invitation}";
        routes.MapGet(address, AskAsync);
        routes.MapPost(address, RegisterAsync);
    }

    private async Task<IResult> AskAsync(string invitation, HttpContext http, CancellationToken ct)
    {
        var (configuration, token) = (http.Request.Query["openid_configuration"], http.Request.Query["registration_token"]);
        var words = RequestLanguage.Of(http.Request).Of<RegisterWords>();
        if (configuration.Count > 1 || token.Count > 1)
        {
            return Refused(words, new LtiFault(RegistrationFaults.ParameterWrong));
        }

        var begun = await registering.BeginAsync(invitation, configuration, token, ct);
        return begun.TryGetValue(out var offer)
            ? Ask(words, offer, new RegisterFields(Proposed(offer.Platform), Suggested(http.Request, offer.Platform)), faulty: false)
            : Refused(words, begun.Refusal, begun.Fault);
    }

    private async Task<IResult> RegisterAsync(string invitation, HttpContext http, CancellationToken ct)
    {
        var words = RequestLanguage.Of(http.Request).Of<RegisterWords>();
        if (await PostedForm.ReadAsync(http.Request, ct) is not { } form)
        {
            return Refused(words, new LtiFault(RegistrationFaults.FormBroken));
        }

        var fields = new RegisterFields(AccessBoxes.Ticked(AccessBoxes.Registering, name => form[name] == "on"), form["address"].Trim());
        if (fields.LmsAddress.Length > 0 && PlatformRules.ParseOrigin(fields.LmsAddress, tool) is null)
        {
            var again = await registering.AgainAsync(invitation, form["form"], ct);
            return again.TryGetValue(out var offer) ? Ask(words, offer, fields, faulty: true) : Refused(words, again.Refusal, again.Fault);
        }

        var finished = await registering.FinishAsync(
            invitation, form["form"], fields.Access, fields.LmsAddress.Length > 0 ? fields.LmsAddress : null, ct);
        if (!finished.TryGetValue(out var platform))
        {
            return Refused(words, finished.Refusal, finished.Fault);
        }

        Registered(platform.Id);
        return Page<RegisteredPage, PlatformRecord>(words, "done.title", platform, StatusCodes.Status200OK);
    }

    // What every school wants and says nothing of a person.
    private static Access Proposed(PlatformConfiguration platform) =>
        AccessMap.IsOffered(platform, Access.Copies) ? Access.Gradebook | Access.Copies : Access.Gradebook;

    // Where the LMS's own pages are is known to the LMS alone when its issuer is shared; its browser may tell. The admin confirms it.
    private string Suggested(HttpRequest request, PlatformConfiguration platform)
    {
        var referrer = WebAddress.TryRead(request.Headers.Referer.ToString(), out var page) ? WebAddress.Origin(page) : null;
        if (referrer is not null && referrer != WebAddress.Origin(tool.PublicUrl) && PlatformRules.ParseOrigin(referrer, tool) is { } origin)
        {
            return origin;
        }

        return KnownProducts.IsShared(platform.Issuer) ? "" : WebAddress.Origin(new Uri(platform.Issuer)) ?? "";
    }

    private IResult Ask(Words words, Offer offer, RegisterFields fields, bool faulty) =>
        Page<RegisterPage, RegisterModel>(
            words, "ask.title", new(offer, fields, faulty), faulty ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private IResult Refused(Words words, SetupRefusal? refusal, LtiFault? fault) => fault is null ? Refused(words, refusal!) : Refused(words, fault);

    private IResult Refused(Words words, LtiFault fault)
    {
        RegistrationRefused(fault.Kind.Code);
        var model = new RegisterRefusal(fault.Kind.Code, RegistrationWords.ForAdmin(fault.Kind, CultureInfo.GetCultureInfo(words.Language)), fault.Detail);
        return Page<RegisterRefusedPage, RegisterRefusal>(words, "refused.title", model, fault.Kind.Status);
    }

    private IResult Refused(Words words, SetupRefusal refusal)
    {
        RegistrationRefused(refusal.Code);
        var status = refusal.Code switch
        {
            InvitationStore.TooOld or InvitationStore.Used => StatusCodes.Status410Gone,
            InvitationStore.Busy => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status404NotFound,
        };
        var model = new RegisterRefusal(refusal.Code, words[$"refused.{refusal.Code.ToLowerInvariant()}"], null);
        return Page<RegisterRefusedPage, RegisterRefusal>(words, "refused.title", model, status);
    }

    private BareResult<TPage, TModel> Page<TPage, TModel>(Words words, string title, TModel model, int status)
        where TPage : Screen<TModel> =>
        new(words, words[title], model, status) { Module = "install.js", AllowLoopback = tool.IsDevelopment };

    [LoggerMessage(Level = LogLevel.Information, EventName = "PlatformRegistered", Message = "Platform {Platform} registered itself and waits for approval.")]
    private partial void Registered(string platform);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "RegistrationRefused", Message = "{Code} refused a registration.")]
    private partial void RegistrationRefused(string code);
}
