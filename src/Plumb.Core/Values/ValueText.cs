namespace Plumb.Core.Values;

/// <summary>Writes a value as short stable text for tests and logs. Sensitive values print as "(sensitive value)".</summary>
internal static class ValueText
{
    internal static string Write(Value value) => throw new NotImplementedException();
}
