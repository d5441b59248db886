namespace Integration.Lti;

/// <summary>What the tool itself is.</summary>
public sealed class LtiToolOptions
{
    /// <summary>The tool's public origin, without path, such as <c>https://reflect.example.org</c>. Every absolute address is built from it, never from the request.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>How far clocks may differ, both ways. No specification sets a figure; real tools use 60 to 180 seconds.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a login may take until its launch arrives.</summary>
    public TimeSpan StateLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Plain http platform addresses are taken only while the tool itself is on a loopback address.</summary>
    public bool IsDevelopment => PublicUrl.IsLoopback;

    /// <summary>Refuses settings the protocol cannot work with.</summary>
    /// <exception cref="ArgumentException">Says which setting and why.</exception>
    internal void Check()
    {
        if (!PublicUrl.IsAbsoluteUri || PublicUrl.PathAndQuery != "/" || PublicUrl.UserInfo.Length > 0 || PublicUrl.Fragment.Length > 0)
        {
            throw new ArgumentException($"{nameof(PublicUrl)} must be an origin such as https://reflect.example.org, without a path.");
        }

        if (PublicUrl.Scheme != Uri.UriSchemeHttps && !(PublicUrl.Scheme == Uri.UriSchemeHttp && IsDevelopment))
        {
            throw new ArgumentException($"{nameof(PublicUrl)} must be https, except on a loopback address.");
        }
    }
}
