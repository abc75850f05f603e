using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>What is written at a play, rendered with what is known before it has hosts. What cannot be rendered is a <see cref="LinkException"/>.</summary>
internal sealed class PlayValues(RunServices services, PlayModel play)
{
    /// <summary>The name, or that of the hosts. One with something unknown in it stays as it is written.</summary>
    public string Name() => PlayNames.Of(play.Config, written => Rendered(written, isUnknownLeft: true));

    /// <summary>The hosts it is for.</summary>
    public string Pattern() => Rendered(play.Config.Hosts) switch
    {
        PyList list => string.Join(",", list.Items.Select(PyText.Str)),
        var pattern => PyText.Str(pattern),
    };

    public string StrategyName() => Of("strategy") is { } name ? Plays.Reading.ActionNames.Short(PyText.Str(name)) : services.Settings.Strategy;

    public bool? Truth(string keyword) => Of(keyword) is { } value ? KeywordValues.Boolean(value) : null;

    /// <summary>The value of a keyword, or null.</summary>
    public object? Of(string keyword) => play.Config.Keywords[keyword]?.Value is { } value ? Rendered(value) : null;

    private object? Rendered(object? value, bool isUnknownLeft = false)
    {
        try
        {
            return services.Templar.Render(value, services.Scopes.Template(services.Scopes.ForPlay(play)));
        }
        catch (Templating.TemplatingException unknown) when (isUnknownLeft && unknown.Fault == Templating.TemplatingFault.Undefined)
        {
            return value;
        }
        catch (Templating.TemplatingException fault)
        {
            throw new LinkException(PlayRules.Unrenderable, play.Config.Span, fault.Message);
        }
    }
}
