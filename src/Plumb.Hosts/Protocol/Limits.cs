namespace Plumb.Hosts.Protocol;

/// <summary>The bounds of the protocol. What exceeds them is an error of the other side, and costs it the connection.</summary>
internal static class Limits
{
    /// <summary>The two outputs of a command are kept up to 64 MB each, and results have them as text and as lines.</summary>
    public const int Message = 320 * 1024 * 1024;

    public const int Depth = 200;

    /// <summary>A piece of content or output.</summary>
    public const int Piece = 64 * 1024;

    /// <summary>So much content goes along with a request without being asked for.</summary>
    public const int Enclosed = 8 * 1024;

    /// <summary>So much content may be on its way.</summary>
    public const int Window = 2 * 1024 * 1024;

    /// <summary>So many requests may wait on a host.</summary>
    public const int Queue = 4096;
}
