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
}
