namespace Plumb.Operations.Text;

/// <summary>A pattern, or what is to replace its matches, is none of Python's. The message is what Python would say.</summary>
public sealed class PatternException(string message) : Exception(message);
