using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Hcl.Parsing;

namespace Plumb.Hcl.Formatting;

/// <summary>Canonical formatting of native syntax. Works on tokens, so comments and any text that does not parse survive.</summary>
public static class HclFormatter
{
    /// <summary>Spacing, indentation and alignment alone: the behaviour of HCL's own token formatter.</summary>
    public static string FormatTokens(string source) =>
        Layout([.. FormatToken.ListOf(source, Scanner.ScanCode(source, 0, source.Length))]);

    /// <summary>
    /// What <c>terraform fmt</c> writes to a file: also simplified quotes, legacy interpolations and type constraints. A
    /// source with errors comes back as it is: where its parts end is a guess. To standard output Terraform prints a
    /// newline after a text that does not end with one, which a file does not get.
    /// </summary>
    public static string Format(string source)
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(new SourceFile("", source), diagnostics);
        if (diagnostics.HasErrors) return source;
        var edits = new IdiomEdits(source);
        edits.Visit(body);
        return Layout(edits.Apply());
    }

    private static string Layout(FormatToken[] tokens)
    {
        var lines = FormatLine.Split(tokens);
        Indentation.Apply(lines);
        Spacing.Apply(lines);
        Alignment.Apply(lines);
        return FormatToken.Write(tokens);
    }
}
