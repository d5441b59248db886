namespace Integration.Lti.Services;

/// <summary>A bearer token and until when it is worth using.</summary>
/// <param name="Value">The secret; never logged.</param>
/// <param name="RenewAt">From here on a new one is asked for.</param>
internal sealed record AccessToken(string Value, DateTimeOffset RenewAt)
{
    private static readonly TimeSpan UnsaidLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Reads a token endpoint's answer. The media type is not looked at, since Moodle says <c>text/html</c>.
    /// See <see href="https://www.imsglobal.org/spec/security/v1p0/#using-oauth-2-0-client-credentials-grant">Security Framework 4.1</see>.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="scopes">What was asked for; all of it must be granted when the answer says what is.</param>
    /// <param name="askedAt">When the asking began: the token's life is counted from there.</param>
    public static LtiResult<AccessToken> Read(ServiceAnswer answer, IReadOnlyList<string> scopes, DateTimeOffset askedAt)
    {
        if (!answer.IsSuccess)
        {
            return Refusal(answer);
        }

        if (!LooseJson.Read(answer, json => json.Text("access_token") is { } value
                ? new Grant(value, json.Text("token_type"), json.Number("expires_in"), json.Text("scope"))
                : null).TryGetValue(out var grant, out _)
            || !grant.IsBearer)
        {
            return answer.Fault(ServiceFaults.TokenUnreadable);
        }

        if (grant.Scope is { } granted && scopes.Except(granted.Split([' ', ','])).Any())
        {
            return answer.Fault(ServiceFaults.ScopeNotGranted);
        }

        var life = grant.ExpiresIn is { } seconds ? TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, (decimal)LongestLife.TotalSeconds)) : UnsaidLife;

        // A minute early, but a tenth of a short life: a token that lives one minute must still be used more than once.
        var early = TimeSpan.FromTicks(Math.Min(Margin.Ticks, life.Ticks / 10));
        return new AccessToken(grant.Value, askedAt + life - early);
    }

    private static LtiFault Refusal(ServiceAnswer answer)
    {
        var error = LooseJson.Read<string>(answer, json => json.Text("error")).TryGetValue(out var said, out _) ? Code(said) : null;
        var kind = ((int)answer.Status, error) switch
        {
            (408, _) => ServiceFaults.TimedOut,
            (429, _) or (_, "slow_down") => ServiceFaults.Throttled,
            ( >= 500, _) or (_, "temporarily_unavailable" or "server_error") => ServiceFaults.PlatformFailed,
            (_, "invalid_scope") => ServiceFaults.ScopeNotGranted,
            _ => ServiceFaults.TokenRefused,
        };
        return answer.Fault(kind, error);
    }

    // Moodle writes a sentence here. Only what an OAuth error code may hold is passed on, and not much of it.
    private static string Code(string error)
        => new([.. error.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ').Take(64)]);

    private sealed record Grant(string Value, string? Type, decimal? ExpiresIn, string? Scope)
    {
        // The value goes into a header as it is, so it must hold nothing that could end the header.
        public bool IsBearer => (Type is null || Type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) && Value.All(c => c is > ' ' and < '\u007f');
    }
}
