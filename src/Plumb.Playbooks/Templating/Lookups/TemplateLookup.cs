using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Lookups;

/// <summary>What a template file makes of the variables.</summary>
internal static class TemplateLookup
{
    public static readonly Lookup Definition = new("template", call => [.. call.TextTerms().Select(term => Rendered(call, term))]);

    private static object? Rendered(LookupCall call, string term)
    {
        var path = call.FindFile("templates", term);
        if (path is null || call.Files.Read(path) is not { } content) throw TemplatingException.Failure($"the template file {term} could not be found for the lookup");

        var native = call.Settings.Native && call.Flag("jinja2_native", false);
        var options = new TemplateFileOptions
        {
            Delimiters = Delimiters(call),
            ConvertData = call.Flag("convert_data", true),
            SearchPaths = TemplateFileVariables.SearchPaths(call.Variables, path),
        };
        var variables = new TemplateVariables(call.Templar, new LayeredVariables(TemplateFileVariables.Of(call.Settings, term, path, null, call.Option("template_vars") as IPyMapping), call.Variables));
        var made = call.Templar.RenderFile(Encoding.UTF8.GetString(content), options, variables, native);
        // Where the text is not to be read as data, it stays text wherever it goes.
        return (call.Settings.Native && !native) || !options.ConvertData ? call.Templar.Keep(PyText.Str(made)) : made;
    }

    private static JinjaDelimiters Delimiters(LookupCall call)
    {
        var marks = new JinjaDelimiters();
        return marks with
        {
            VariableStart = call.Text("variable_start_string") ?? marks.VariableStart,
            VariableEnd = call.Text("variable_end_string") ?? marks.VariableEnd,
            CommentStart = call.Text("comment_start_string") ?? marks.CommentStart,
            CommentEnd = call.Text("comment_end_string") ?? marks.CommentEnd,
        };
    }
}
