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
        var rendered = render is null ? named : render(named);
        return rendered is PyList list ? string.Join(",", list.Items.Select(Text)) : Text(rendered);
    }

    private static string Text(object? value) => value is TemplateText template ? template.Source : PyText.Str(value);
}
