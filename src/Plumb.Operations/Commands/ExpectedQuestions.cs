using System.Text;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Commands;

/// <summary>Questions as patterns with their answers. Of several that match, the one that was printed first is answered, then the one that was given first.</summary>
internal sealed class ExpectedQuestions(MapData responses)
{
    private readonly List<Question> _questions = [.. responses.Entries.Select(r => new Question(r.Key, r.Value))];

    public TerminalAnswer? Answer(string printed)
    {
        var (first, at) = ((Question?)null, (Match?)null);
        foreach (var question in _questions)
        {
            if (question.Pattern.Regex.Match(printed) is { Success: true } match && (at is null || match.Index < at.Index)) (first, at) = (question, match);
        }
        if (first is null || at is null) return null;
        var heard = at.Index + at.Length;
        // A pattern that matches nothing would be answered for ever.
        if (heard == 0) return null;
        return new TerminalAnswer(Encoding.UTF8.GetBytes(first.Next(printed[..heard]).TrimEnd('\n') + "\n"), heard);
    }

    private sealed class Question(string text, DataValue response)
    {
        private int _asked;

        // A terminal prints bytes: the pattern is over these, and its dot matches ends of lines too.
        public PythonPattern Pattern { get; } = PythonPattern.Compile(ByteText.FromText(text), RegexOptions.Singleline, bytes: true);

        public string Next(string printed)
        {
            if (response is not ListData list) return PythonText.Str(response);
            return _asked < list.Items.Count ? PythonText.Str(list.Items[_asked++])
                : throw new OperationException($"No remaining responses for '{text}', output was 'b{PythonText.Repr(DataValue.Of(printed))}'");
        }
    }
}
