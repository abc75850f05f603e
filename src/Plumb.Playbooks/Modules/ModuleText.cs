using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Text;

namespace Plumb.Playbooks.Modules;

/// <summary>The content of a module, and what can be told from looking at it.</summary>
internal sealed partial record ModuleText(byte[] Bytes)
{
    public const string JsonMark = "<<INCLUDE_ANSIBLE_MODULE_JSON_ARGS>>";
    private const string OldPythonMark = "#<<INCLUDE_ANSIBLE_MODULE_COMMON>>";

    private const int LookedAt = 1024;

    private ModuleKind? _kind;

    /// <summary>The text, one character a byte, so that nothing of it is lost.</summary>
    private string Characters => field ??= Encoding.Latin1.GetString(Bytes);

    public ModuleKind Kind => _kind ??= Recognize();

    /// <summary>The words of its first line after <c>#!</c>; empty where there is none.</summary>
    public IReadOnlyList<string> Interpreter
    {
        get
        {
            var line = Characters.Split('\n', 2)[0];
            return line.StartsWith("#!", StringComparison.Ordinal) ? ShellWords.Split(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line[2..])).Trim()) : [];
        }
    }

    /// <summary>Python as it is to be run.</summary>
    public byte[] PythonSource => Characters.Contains(OldPythonMark, StringComparison.Ordinal)
        ? Encoding.Latin1.GetBytes(Characters.Replace(OldPythonMark, "from ansible.module_utils.basic import *", StringComparison.Ordinal))
        : Bytes;

    /// <summary>The text with marks replaced.</summary>
    public byte[] With(IReadOnlyDictionary<string, string> replacements)
    {
        var text = Characters;
        foreach (var (mark, value) in replacements) text = text.Replace(mark, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value)), StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text);
    }

    private ModuleKind Recognize()
    {
        if (Bytes.AsSpan(0, Math.Min(LookedAt, Bytes.Length)).ContainsAnyExcept(TextBytes)) return ModuleKind.Binary;
        bool Holds(string mark) => Characters.Contains(mark, StringComparison.Ordinal);
        if (Holds(OldPythonMark) || ImportsUtilities().IsMatch(Characters)) return ModuleKind.Python;
        if (Holds("# POWERSHELL_COMMON") || PowerShellNeeds().IsMatch(Characters)) return ModuleKind.PowerShell;
        if (Holds(JsonMark)) return ModuleKind.ReplacedJson;
        return Holds("WANT_JSON") ? ModuleKind.JsonFile : ModuleKind.Words;
    }

    private static readonly System.Buffers.SearchValues<byte> TextBytes =
        System.Buffers.SearchValues.Create([7, 8, 9, 10, 12, 13, 27, .. Enumerable.Range(0x20, 0xE0).Where(b => b != 0x7F).Select(b => (byte)b)]);

    [GeneratedRegex("""from +\.{2,} *module_utils.* +import |(?:from|import) +ansible_collections\.[^.]+\.[^.]+\.plugins\.module_utils|from +ansible\.module_utils.* +import |import +ansible\.module_utils\.""")]
    private static partial Regex ImportsUtilities();

    [GeneratedRegex("#(?:Requires +-Module|AnsibleRequires)", RegexOptions.IgnoreCase)]
    private static partial Regex PowerShellNeeds();
}
