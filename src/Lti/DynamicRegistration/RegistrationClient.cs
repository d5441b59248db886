using Integration.Lti.Http;

namespace Integration.Lti.DynamicRegistration;

/// <summary>
/// Dynamic registration, tool side: read what the platform says about itself, show it to a person, post what was agreed. The two steps stand apart because
/// between them a person decides; nothing is kept here.
/// </summary>
public sealed class RegistrationClient
{
    private const int LongestAddress = 2000;
    private const int LongestToken = 8 * 1024;

    private readonly RegistrationCalls calls;
    private readonly LtiToolOptions options;

    internal RegistrationClient(RegistrationCalls calls, LtiToolOptions options) => (this.calls, this.options) = (calls, options);

    /// <summary>Fetches the configuration once, and checks that issuer, configuration and endpoints belong together.</summary>
    public async Task<LtiResult<PlatformConfiguration>> ReadAsync(string? address, string? token, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return new LtiFault(RegistrationFaults.ConfigurationMissing);
        }

        if (address.Length > LongestAddress || token is { Length: > LongestToken } || token?.Any(letter => letter is < '!' or > '~') is true)
        {
            return new LtiFault(RegistrationFaults.ParameterWrong);
        }

        if (!WebAddress.TryRead(address, out var configurationAddress) || !PlatformHttp.MayCall(configurationAddress, options))
        {
            return new LtiFault(RegistrationFaults.AddressRefused);
        }

        if (!(await calls.GetAsync(configurationAddress, token, ct)).TryGetValue(out var json, out var fault))
        {
            return fault;
        }

        return ConfigurationReader.Read(json) is var read && read.TryGetValue(out var configuration, out _)
            ? HostRules.Refuse(configurationAddress, configuration, options) is { } foreign ? foreign : configuration
            : read;
    }

    /// <summary>Posts the registration once and reads the answer.</summary>
    public async Task<LtiResult<RegistrationAnswer>> RegisterAsync(
        PlatformConfiguration platform, string? token, ToolProfile tool, Access access, CancellationToken ct)
    {
        var body = RegistrationBody.Write(platform, tool, options, access);
        if (!(await calls.PostAsync(platform.RegistrationEndpoint, token, body, ct)).TryGetValue(out var json, out var fault))
        {
            return fault;
        }

        return RegistrationAnswer.Read(json) is { } answer ? answer : new LtiFault(RegistrationFaults.AnswerIncomplete, platform.RegistrationEndpoint.IdnHost);
    }
}
