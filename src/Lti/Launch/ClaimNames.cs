namespace Integration.Lti.Launch;

/// <summary>Claims that more than one file reads.</summary>
internal static class ClaimNames
{
    public static ReadOnlySpan<byte> DeploymentId => "https://purl.imsglobal.org/spec/lti/claim/deployment_id"u8;

    public static ReadOnlySpan<byte> MessageType => "https://purl.imsglobal.org/spec/lti/claim/message_type"u8;
}
