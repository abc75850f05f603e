namespace Plumb.Playbooks.Templating.Collections.JmesPath;

/// <summary>A query that cannot be read, or does not fit the data.</summary>
internal sealed class JmesPathException(string message, Exception? cause = null) : Exception(message, cause);
