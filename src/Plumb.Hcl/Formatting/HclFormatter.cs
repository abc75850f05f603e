namespace Plumb.Hcl.Formatting;

/// <summary>Canonical formatting of native syntax. Works on tokens, so comments and any text that does not parse survive.</summary>
public static class HclFormatter
{
    /// <summary>Spacing, indentation and alignment alone: the behaviour of HCL's own token formatter.</summary>
    public static string FormatTokens(string source) => throw new NotImplementedException();

    /// <summary>What <c>terraform fmt</c> prints: also simplified quotes, legacy interpolations and type constraints. The source parses without errors.</summary>
    public static string Format(string source) => throw new NotImplementedException();
}
