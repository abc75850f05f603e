using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>A play's name: as written, else its hosts.</summary>
public static class PlayNames
{
    public static string Of(PlayConfig play, Func<object?, object?>? render)
    {
        var named = play.Keywords["name"]?.Value is { } name && name is not "" ? name : play.Hosts;
        var rendered = named is TemplateText template ? render?.Invoke(template) ?? template.Source : named;
        return rendered is PyList list ? string.Join(",", list.Items.Select(i => i is TemplateText t ? t.Source : PyText.Str(i))) : PyText.Str(rendered);
    }
}
