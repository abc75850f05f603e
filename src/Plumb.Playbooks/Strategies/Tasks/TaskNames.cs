using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Strategies.Tasks;

/// <summary>The title of a task. What in it cannot be rendered stays as written.</summary>
internal static class TaskNames
{
    public static string Of(TaskScope scope)
    {
        if (scope.Task.Config.Keywords["name"]?.Value is not TemplateText template) return scope.Task.DisplayName;
        try
        {
            var name = PyText.Str(scope.Render(template));
            return scope.Task.TitleRole is { } role ? $"{role} : {name}" : name;
        }
        catch (TemplatingException)
        {
            return scope.Task.DisplayName;
        }
    }
}
