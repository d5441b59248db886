namespace Integration.Sandbox;

/// <summary>Where the two sides answer; the LMS's own address is known once it listens.</summary>
internal sealed class Addresses(Uri tool)
{
    private Uri? _lms;

    public Uri Tool { get; } = tool;

    public Uri Lms
    {
        get => _lms ?? throw new InvalidOperationException("The LMS does not listen yet.");
        set => _lms = value;
    }

    /// <summary>The LMS's issuer: its origin without a closing slash.</summary>
    public string Issuer => Lms.GetLeftPart(UriPartial.Authority);

    /// <summary>The tool's origin without a closing slash.</summary>
    public string ToolOrigin => Tool.GetLeftPart(UriPartial.Authority);

    /// <summary>An absolute address of the LMS.</summary>
    public string At(string path) => Issuer + path;

    /// <summary>What the LMS writes behind the addresses of its gradebook.</summary>
    public Func<string> ServiceQuery { get; set; } = () => "";

    /// <summary>An absolute address of the gradebook's services.</summary>
    public string AtService(string path) => At(path) + ServiceQuery();

    /// <summary>An absolute address of the tool.</summary>
    public string AtTool(string path) => ToolOrigin + path;
}
