namespace Plumb.Cli.Arguments.Gnu;

/// <summary>The command line cannot be read. The message is what programs of the peer print behind their name.</summary>
internal sealed class GnuUsageException(string message) : Exception(message);
