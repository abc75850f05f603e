using Plumb.Provider.Models;

namespace Sample;

/// <summary>A file with a text.</summary>
[Resource("sample_file")]
internal sealed partial class TextFile
{
    [Computed, UseStateForUnknown, IdentityKey]
    public string Id { get; set; }

    /// <summary>The name of the file; another one makes another file.</summary>
    [Required, LengthBetween(1, 100), Matches("^[A-Za-z0-9._-]+$", "must be of letters, digits, dots, hyphens and underscores"), RequiresReplace]
    public string Name { get; set; }

    [Default("")]
    public string Content { get; set; }

    [Computed]
    public long Size { get; set; }
}

internal sealed class FileResource : Resource<TextFile>
{
    protected override async ValueTask<TextFile?> CreateAsync(TextFile plan, ApplyContext<TextFile> context, CancellationToken cancellation)
    {
        if (File.Exists(context.Client<SampleClient>().PathOf(plan.Name)))
        {
            context.Error("File exists", $"There is a file {plan.Name} already. Import it, or choose another name.", TextFile.Paths.Name);
            return null;
        }
        plan.Id = plan.Name;
        return await UpdateAsync(plan, context, cancellation);
    }

    protected override async ValueTask<TextFile?> UpdateAsync(TextFile plan, ApplyContext<TextFile> context, CancellationToken cancellation)
    {
        var path = context.Client<SampleClient>().PathOf(plan.Name);
        await File.WriteAllTextAsync(path, plan.Content, cancellation);
        plan.Size = new FileInfo(path).Length;
        return plan;
    }

    protected override async ValueTask<TextFile?> ReadAsync(TextFile state, ReadContext context, CancellationToken cancellation)
    {
        var path = context.Client<SampleClient>().PathOf(state.Id);
        if (!File.Exists(path)) return null;
        state.Name = state.Id;
        state.Content = await File.ReadAllTextAsync(path, cancellation);
        state.Size = new FileInfo(path).Length;
        return state;
    }

    protected override ValueTask DeleteAsync(TextFile state, DeleteContext context, CancellationToken cancellation)
    {
        File.Delete(context.Client<SampleClient>().PathOf(state.Id));
        return ValueTask.CompletedTask;
    }
}
