namespace Plumb.Core.Diagnostics;

public enum Severity
{
    Error,
    Warning,
}
