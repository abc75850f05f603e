using System.Text;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary>Matches one name against tokens. Places that failed once are remembered, so the work is at most their number squared.</summary>
internal sealed class GlobMatch(GlobToken[] tokens, Rune[] name)
{
    private readonly HashSet<(int Token, int Character)> _failed = [];

    /// <summary>Null where a malformed place is reached before any star; after one it merely does not match.</summary>
    internal bool? Run() => From(0, 0);

    private bool? From(int token, int character)
    {
        var start = (token, character);
        if (_failed.Contains(start)) return false;
        for (; token < tokens.Length && character < name.Length; token++, character++)
        {
            if (ReferenceEquals(tokens[token], GlobToken.Malformed)) return null;
            if (ReferenceEquals(tokens[token], GlobToken.Star)) return AfterStar(token + 1, character) || Fail(start);
            if (!tokens[token].Accepts(name[character])) return Fail(start);
        }
        return (character == name.Length && IsEnd(token)) || Fail(start);
    }

    private bool AfterStar(int token, int character)
    {
        if (token == tokens.Length) return true;
        for (; character < name.Length; character++)
            if (From(token, character) is true) return true;
        return false;
    }

    /// <summary>At the name's end one or two stars may be left over, as in the peer.</summary>
    private bool IsEnd(int token) => tokens.Length - token <= 2 && tokens.AsSpan(token).IndexOfAnyExcept(GlobToken.Star) < 0;

    private bool Fail((int Token, int Character) start)
    {
        _failed.Add(start);
        return false;
    }
}
