using Plumb.Core.Diagnostics;

namespace Plumb.Playbooks.Yaml;

/// <summary>What can be wrong with YAML text.</summary>
public static class YamlRules
{
    public static readonly DiagnosticRule Unreadable = new("PLY001", Severity.Error, "The file cannot be read");
    public static readonly DiagnosticRule Character = new("PLY002", Severity.Error, "A character is not allowed in YAML");
    public static readonly DiagnosticRule Tab = new("PLY003", Severity.Error, "A tab is not indentation");
    public static readonly DiagnosticRule CannotStart = new("PLY004", Severity.Error, "A character cannot begin a value");
    public static readonly DiagnosticRule MappingNotAllowed = new("PLY005", Severity.Error, "Mapping values are not allowed here");
    public static readonly DiagnosticRule SequenceNotAllowed = new("PLY006", Severity.Error, "Sequence entries are not allowed here");
    public static readonly DiagnosticRule Indentation = new("PLY007", Severity.Error, "The indentation fits nothing above");
    public static readonly DiagnosticRule MissingColon = new("PLY008", Severity.Error, "A key without a colon");
    public static readonly DiagnosticRule UnclosedQuote = new("PLY009", Severity.Error, "A quote is never closed");
    public static readonly DiagnosticRule TrailingContent = new("PLY010", Severity.Error, "Text after a value that has ended");
    public static readonly DiagnosticRule UnclosedCollection = new("PLY011", Severity.Error, "A comma or a closing bracket is missing");
    public static readonly DiagnosticRule MissingContent = new("PLY012", Severity.Error, "A value is missing");
    public static readonly DiagnosticRule Escape = new("PLY013", Severity.Error, "An escape that does not exist");
    public static readonly DiagnosticRule BlockHeader = new("PLY014", Severity.Error, "The beginning of a block of text is wrong");
    public static readonly DiagnosticRule Properties = new("PLY015", Severity.Error, "An anchor or a tag is out of place");
    public static readonly DiagnosticRule Tag = new("PLY016", Severity.Error, "A tag is not known");
    public static readonly DiagnosticRule Alias = new("PLY017", Severity.Error, "An alias names no value above it");
    public static readonly DiagnosticRule Directive = new("PLY018", Severity.Error, "A directive is wrong");
    public static readonly DiagnosticRule SecondDocument = new("PLY019", Severity.Error, "More than one document");
    public static readonly DiagnosticRule TooLarge = new("PLY020", Severity.Error, "The document is larger or deeper than what is read");
    public static readonly DiagnosticRule Value = new("PLY021", Severity.Error, "A value does not fit its tag");
    public static readonly DiagnosticRule Key = new("PLY022", Severity.Error, "A list or a mapping cannot be a key");
    public static readonly DiagnosticRule Merge = new("PLY023", Severity.Error, "Only mappings can be merged");
    public static readonly DiagnosticRule DuplicateKey = new("PLY024", Severity.Warning, "A key is written twice");
    public static readonly DiagnosticRule DuplicateKeyRefused = new("PLY025", Severity.Error, "A key is written twice");
    public static readonly DiagnosticRule NotJson = new("PLY027", Severity.Error, "The text is not JSON");
    public static readonly DiagnosticRule UnquotedTemplate = new("PLY026", Severity.Error, "A template at the beginning of a value needs quotes");
}
