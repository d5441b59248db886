namespace Integration.Learning.Pages.Handshake;

/// <summary>Names the words of the handshake and error pages.</summary>
internal sealed class HandshakeWords;
