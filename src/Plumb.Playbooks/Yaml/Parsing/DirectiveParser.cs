namespace Plumb.Playbooks.Yaml.Parsing;

/// <summary>Reads the directives before a document (YAML 1.2.2, 6.8). Of the version only the first digit matters; unknown directives are for others.</summary>
internal sealed class DirectiveParser(YamlCursor cursor, PropertyParser properties)
{
    /// <summary>Reads all lines that begin with "%"; whether there were any.</summary>
    public bool Parse()
    {
        var version = false;
        var any = false;
        for (; cursor.Current == '%' && cursor.Column == 0; cursor.SkipTrivia())
        {
            any = true;
            var start = cursor.Position;
            var words = ReadWords();
            if (words[0] == "%YAML")
            {
                if (version) throw Wrong(start, "The version is given twice.");
                version = true;
                CheckVersion(words, start);
            }
            else if (words[0] == "%TAG") DeclareTag(words, start);
        }
        return any;
    }

    private string[] ReadWords()
    {
        var start = cursor.Position;
        while (!cursor.AtEnd && !cursor.AtBreak && !(cursor.Current == '#' && cursor.IsSpaceAt(-1))) cursor.Position++;
        return cursor.Text[start..cursor.Position].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static void CheckVersion(string[] words, int start)
    {
        var parts = words.Length == 2 ? words[1].Split('.') : [];
        if (parts.Length != 2 || !parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit))) throw Wrong(start, "A version is written as \"%YAML 1.1\".");
        if (parts[0] != "1") throw Wrong(start, "Only YAML of version 1 can be read.");
    }

    private void DeclareTag(string[] words, int start)
    {
        if (words.Length != 3 || words[1][0] != '!' || words[1][^1] != '!') throw Wrong(start, "A handle is declared as \"%TAG !name! prefix\".");
        if (!properties.TryDeclareHandle(words[1], words[2])) throw Wrong(start, $"The handle {words[1]} is declared twice.");
    }

    private static YamlSyntaxException Wrong(int start, string detail) => new(YamlRules.Directive, start, detail);
}
