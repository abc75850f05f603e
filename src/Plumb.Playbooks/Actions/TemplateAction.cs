using System.Text;
using Plumb.Jinja;
using Plumb.Jinja.Values;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Python;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Actions;

/// <summary>Renders a template of the controller and sends the text to the host.</summary>
internal sealed class TemplateAction : IAction
{
    private static readonly string[] OwnArguments =
    [
        "newline_sequence", "block_start_string", "block_end_string", "variable_start_string", "variable_end_string", "comment_start_string", "comment_end_string", "trim_blocks", "lstrip_blocks", "output_encoding",
    ];

    public string Name => "template";

    public async ValueTask<PyDict> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        if (context.Arguments.ContainsKey("state")) throw new TaskFailure("'state' cannot be specified on a template");
        if (context.Text("src") is not { } source || context.Text("dest") is not { } target) throw new TaskFailure("src and dest are required");
        var path = ControllerFile.Find(context, source, "templates");
        var text = await ReadAsync(context, path, cancellation).ConfigureAwait(false);
        var content = Encoded(context, Rendered(context, text, path, target));
        var arguments = context.Arguments.Copy();
        foreach (var name in OwnArguments) arguments.Remove(name);
        var copy = context with { Arguments = arguments };
        return await CopyAction.SendAsync(copy, ControllerFile.Of(content, path), Path.GetFileName(source), target, cancellation, CopyAction.ModeOf(context, path)).ConfigureAwait(false);
    }

    private static async ValueTask<string> ReadAsync(ActionContext context, string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) throw new TaskFailure($"could not find src={path}, it is a folder and no template");
        var bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
        if (VaultText.IsEncrypted(bytes)) bytes = VaultText.Decrypt(Encoding.UTF8.GetString(bytes), context.Services.Vault).Plain.ToArray();
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new TaskFailure("Template source files must be utf-8 encoded");
        }
    }

    private static string Rendered(ActionContext context, string text, string path, string target)
    {
        var templar = context.Services.Templar;
        var scope = context.Scope.Raw.With(TemplateFileVariables.Of(templar.Settings, context.Text("src") ?? path, path, target));
        try
        {
            var options = Options(context) with { SearchPaths = TemplateFileVariables.SearchPaths(context.Scope.Variables, path) };
            return PyText.Str(templar.RenderFile(text, options, new TemplateVariables(templar, scope)));
        }
        catch (TemplatingException fault)
        {
            throw new TaskFailure($"{fault.PythonClass.Split('.')[^1]}: {fault.Message}");
        }
    }

    private static TemplateFileOptions Options(ActionContext context)
    {
        var defaults = new JinjaDelimiters();
        return new TemplateFileOptions
        {
            Delimiters = defaults with
            {
                BlockStart = context.Text("block_start_string") ?? defaults.BlockStart,
                BlockEnd = context.Text("block_end_string") ?? defaults.BlockEnd,
                VariableStart = context.Text("variable_start_string") ?? defaults.VariableStart,
                VariableEnd = context.Text("variable_end_string") ?? defaults.VariableEnd,
                CommentStart = context.Text("comment_start_string") ?? defaults.CommentStart,
                CommentEnd = context.Text("comment_end_string") ?? defaults.CommentEnd,
            },
            TrimBlocks = context.Flag("trim_blocks", otherwise: true),
            LstripBlocks = context.Flag("lstrip_blocks"),
            NewlineSequence = context.Text("newline_sequence") switch
            {
                null or "\n" or "\\n" => "\n",
                "\r" or "\\r" => "\r",
                "\r\n" or "\\r\\n" => "\r\n",
                _ => throw new TaskFailure("newline_sequence needs to be one of: \n, \r or \r\n"),
            },
        };
    }

    private static byte[] Encoded(ActionContext context, string text)
    {
        if (context.Text("output_encoding") is not { Length: > 0 } name) return Encoding.UTF8.GetBytes(text);
        try
        {
            return PythonEncoding.Encode(text, name);
        }
        catch (TemplatingException fault)
        {
            throw new TaskFailure(fault.Message);
        }
    }
}
