namespace Plumb.Cli.Rendering;

/// <summary>A tree drawn with lines, under a dot for its root.</summary>
internal sealed record TreeText(string Label, IReadOnlyList<TreeText> Children)
{
    public void Write(TextWriter output)
    {
        output.Write(Label + "\n");
        WriteChildren(output, "");
    }

    private void WriteChildren(TextWriter output, string indent)
    {
        for (var i = 0; i < Children.Count; i++)
        {
            var isLast = i == Children.Count - 1;
            output.Write($"{indent}{(isLast ? "└── " : "├── ")}{Children[i].Label}\n");
            Children[i].WriteChildren(output, indent + (isLast ? "    " : "│   "));
        }
    }
}
