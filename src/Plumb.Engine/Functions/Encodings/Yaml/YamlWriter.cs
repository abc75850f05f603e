using System.Diagnostics;
using System.Text;
using Plumb.Core.Values;

namespace Plumb.Engine.Functions.Encodings.Yaml;

/// <summary>
/// Writes a wholly known value as one YAML document in block style: strings in double quotes, or as literal blocks where
/// they have several lines; numbers, bools and null plain.
/// </summary>
internal sealed class YamlWriter
{
    /// <summary>In bytes; a longer key needs the explicit form with a question mark.</summary>
    private const int MaxSimpleKey = 128;

    private readonly YamlEmitter _emitter = new();

    internal static string Write(Value value)
    {
        var writer = new YamlWriter();
        writer.WriteNode(value, inMapping: false);
        writer._emitter.WriteIndent();
        // A plain scalar alone could go on: the end of the document must be marked.
        return value is NumberValue or BoolValue or NullValue ? writer._emitter + "...\n" : writer._emitter.ToString();
    }

    private void WriteNode(Value value, bool inMapping)
    {
        switch (value)
        {
            case NullValue:
                _emitter.WritePlain("null");
                break;
            case BoolValue b:
                _emitter.WritePlain(b.IsTrue ? "true" : "false");
                break;
            case NumberValue n:
                _emitter.WritePlain(n.Number.ToString());
                break;
            case StringValue s:
                WriteString(s.Text);
                break;
            case SequenceValue s:
                WriteSequence(s, inMapping);
                break;
            case NamedValues n:
                WriteMapping(n);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void WriteString(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal) && ScalarAnalysis.Of(text).AllowsBlock) _emitter.WriteLiteral(text);
        else _emitter.WriteDoubleQuoted(text, isSimpleKey: false);
    }

    private void WriteSequence(SequenceValue sequence, bool inMapping)
    {
        if (sequence.Count == 0)
        {
            _emitter.WritePlain("[]");
            return;
        }
        _emitter.BeginBlock(isSequenceInMapping: inMapping);
        foreach (var element in sequence.Elements)
        {
            _emitter.WriteIndent();
            _emitter.WriteIndicator("-");
            WriteNode(element, inMapping: false);
        }
        _emitter.EndBlock();
    }

    private void WriteMapping(NamedValues mapping)
    {
        if (mapping.Count == 0)
        {
            _emitter.WritePlain("{}");
            return;
        }
        _emitter.BeginBlock(isSequenceInMapping: false);
        foreach (var (key, value) in mapping.Entries)
        {
            _emitter.WriteIndent();
            if (!ScalarAnalysis.Of(key).IsMultiline && Encoding.UTF8.GetByteCount(key) <= MaxSimpleKey)
            {
                _emitter.WriteDoubleQuoted(key, isSimpleKey: true);
                _emitter.WriteColon();
            }
            else
            {
                _emitter.WriteIndicator("?");
                WriteString(key);
                _emitter.WriteIndent();
                _emitter.WriteIndicator(":");
            }
            WriteNode(value, inMapping: true);
        }
        _emitter.EndBlock();
    }
}
