using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox;

/// <summary>What the caller decides about the practice district.</summary>
public sealed record SandboxOptions
{
    /// <summary>The folder that holds everything the district and the tool keep.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The LMS's port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>The tool's port on localhost; 0 takes any free one.</summary>
    public int ToolPort { get; init; } = 5070;

    /// <summary>A tool that already runs somewhere; null starts one in this process.</summary>
    public Uri? Tool { get; init; }

    /// <summary>The LMS to play, by its short name; null goes on with the one played last.</summary>
    public string? Personality { get; init; }

    /// <summary>Forgets everything kept in <see cref="DataDirectory"/> before starting.</summary>
    public bool Reset { get; init; }

    /// <summary>Makes the SIS hold an invented district with so many enrolments; null leaves it with the LMS's own people.</summary>
    public int? SisRows { get; init; }

    /// <summary>Another seed, another invented district.</summary>
    public int SisSeed { get; init; } = GeneratedDistrict.UsualSeed;

    /// <summary>The clock of the LMS and of the SIS.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Finds a port for the tool where <see cref="ToolPort"/> is 0.</summary>
    internal Func<int> FindPort { get; init; } = SandboxHost.FreePort;
}
