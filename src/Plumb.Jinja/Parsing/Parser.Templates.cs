using Plumb.Jinja.Syntax;

namespace Plumb.Jinja.Parsing;

/// <summary>The tags that name other templates.</summary>
internal sealed partial class Parser
{
    private IncludeSyntax ParseInclude()
    {
        var line = tokens.Take().Line;
        var template = ParseExpression();
        var ignores = Current.IsName("ignore") && tokens.Look().IsName("missing");
        if (ignores)
        {
            tokens.Take();
            tokens.Take();
        }
        return new IncludeSyntax(template, ignores, ParseContext() ?? true, line);
    }

    private ImportSyntax ParseImport()
    {
        var line = tokens.Take().Line;
        var template = ParseExpression();
        tokens.ExpectName("as");
        var name = ParseNewName().Text;
        return new ImportSyntax(template, name, ParseContext() ?? false, line);
    }

    /// <summary><c>from TEMPLATE import NAME [as ALIAS], ... [with context]</c></summary>
    private FromImportSyntax ParseFrom()
    {
        var line = tokens.Take().Line;
        var template = ParseExpression();
        tokens.ExpectName("import");
        var names = new List<ImportedName>();
        bool? context = null;
        while (context is null)
        {
            if (names.Count > 0) tokens.Expect(",");
            context = ParseContext();
            if (context is not null) break;
            names.Add(ParseImportedName());
            context = ParseContext();
            if (!Current.Is(",")) break;
        }
        return new FromImportSyntax(template, names, context ?? false, line);
    }

    private ImportedName ParseImportedName()
    {
        var name = ParseNewName();
        if (name.Text.StartsWith('_')) throw Fail("names starting with an underline can not be imported", name.Line, "TemplateAssertionError");
        return new ImportedName(name.Text, tokens.SkipName("as") ? ParseNewName().Text : name.Text);
    }

    /// <summary><c>with context</c> or <c>without context</c>, if it is written.</summary>
    private bool? ParseContext()
    {
        if (!(Current.IsName("with") || Current.IsName("without")) || !tokens.Look().IsName("context")) return null;
        var with = tokens.Take().Text == "with";
        tokens.Take();
        return with;
    }
}
