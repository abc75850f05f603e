using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;

namespace Plumb.Playbooks.Plays.Linking;

/// <summary>Tasks that nobody wrote: gathering facts, flushing handlers, ending a role.</summary>
internal sealed partial class PlayLinker
{
    public const string GatheringTitle = "Gathering Facts";
    public const string RoleComplete = "role_complete";

    private BlockNode GatherFacts(LinkPlace place)
    {
        var arguments = new PyDict();
        foreach (var option in new[] { "gather_subset", "gather_timeout", "fact_path" })
        {
            if (_config.Keywords[option] is { Value: not null } value) arguments[option] = value.Value;
        }
        var keywords = KeywordSet.Empty.With("name", GatheringTitle, _config.Span);
        // A play that has tags of its own gathers only where these are asked for.
        if (!_config.Keywords.Has("tags")) keywords = keywords.With("tags", "always", _config.Span);
        var block = new BlockNode(null, null, new KeywordScope(KeywordSet.Empty.With("run_once", false, _config.Span), place.Scope));
        var config = new TaskConfig(keywords, _config.Span) { Action = "gather_facts", ActionName = "gather_facts", Arguments = arguments, IsImplicit = true };
        block.Body = LinkTask(config, place with { Parent = block, Scope = block.Scope }) is { } task ? [task] : [];
        return block;
    }

    /// <summary>Handlers run at the end of each part of a play; where they are forced, also after a failure in it.</summary>
    private IEnumerable<PlayNode> WithFlush(IReadOnlyList<PlayNode> section, LinkPlace place)
    {
        var forced = _config.Keywords["force_handlers"] is { Value: not null } keyword ? PyValues.Truth(Rendered(keyword.Value, new BlockNode(null, null, place.Scope), null, keyword.Span)) : _services.ForcesHandlers;
        if (!forced) return [.. section, Meta("flush_handlers", place)];
        var block = new BlockNode(null, null, place.Scope) { Body = section };
        block.Always = [Meta("flush_handlers", place)];
        return [block];
    }

    private TaskNode Meta(string action, LinkPlace place)
    {
        var config = new TaskConfig(KeywordSet.Empty, _config.Span) { Action = "meta", ActionName = "meta", Arguments = new PyDict { [TaskConfig.FreeText] = action }, IsImplicit = true };
        return new TaskNode(config, place.Parent, place.Role, new KeywordScope(KeywordSet.Empty, place.Scope));
    }
}
