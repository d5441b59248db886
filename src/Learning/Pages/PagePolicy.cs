using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages;

/// <summary>The headers that fence a page in.</summary>
internal static class PagePolicy
{
    private const string Sources =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";

    // Everything a page could ask the device for, answered with no. fullscreen and clipboard are not used either.
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>For an answer that only a script of ours reads: nobody may frame it.</summary>
    public static string Fragment { get; } = $"{Sources}; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For a page: these origins may frame it, and its forms go home or to these origins.</summary>
    public static string Page(IEnumerable<string> frameAncestors, IEnumerable<string> formTargets)
    {
        var ancestors = string.Join(' ', frameAncestors.Select(Checked));
        var targets = string.Concat(formTargets.Select(target => ' ' + Checked(target)));
        return $"{Sources}; form-action 'self'{targets}; frame-ancestors {(ancestors.Length == 0 ? "'none'" : ancestors)}";
    }

    public static void Apply(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
    }

    // An origin comes from a registration or a signed claim; one with a space or semicolon would write policy of its own, and no header takes more than ASCII.
    private static string Checked(string source) =>
        source.AsSpan().IndexOfAny(";,'\"") < 0 && source.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
            ? source
            : throw new ArgumentException("A policy source must be one origin or scheme.", nameof(source));
}
