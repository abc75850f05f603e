using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Keywords;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>Reads lists of tasks and blocks: those of plays, of files and inside of blocks.</summary>
internal sealed class ItemListReader(ReadingContext context, bool areHandlers)
{
    private readonly TaskReader _tasks = new(context, areHandlers);

    public IReadOnlyList<PlayItem> Read(YamlNode? node, string what) => Read(node, what, inBlock: false);

    private List<PlayItem> Read(YamlNode? node, string what, bool inBlock)
    {
        switch (node)
        {
            case null or YamlScalar { Text: "" or "~" or "null", Style: ScalarStyle.Plain }:
                return [];
            case YamlSequence list:
                var items = new List<PlayItem>(list.Items.Count);
                foreach (var item in list.Items)
                {
                    if (ReadItem(item, inBlock) is { } read) items.Add(read);
                }
                return items;
            default:
                context.Report(PlayRules.WrongShape, node.Span, $"A malformed block was encountered while loading {what}: {PyText.Str(context.Value(node))} should be a list or None but is {PyTypes.Describe(context.Value(node))}");
                return [];
        }
    }

    private PlayItem? ReadItem(YamlNode node, bool inBlock)
    {
        if (node is YamlScalar { Text: "", Style: ScalarStyle.Plain }) return null;
        if (node is not YamlMapping mapping)
        {
            context.Report(PlayRules.WrongShape, node.Span, "A task is a mapping: its keywords and one action.");
            return null;
        }
        // A block of handlers is as good as the handlers themselves; what is inside of one is notified by its own name.
        if (areHandlers && inBlock && mapping.Find("block") is not null)
        {
            context.Report(PlayRules.WrongShape, mapping.Span, "Using a block as a handler is not supported.");
            return null;
        }
        var isBlock = mapping.Find("block") is not null || mapping.Find("rescue") is not null || mapping.Find("always") is not null;
        return isBlock ? ReadBlock(mapping) : _tasks.Read(mapping);
    }

    private BlockConfig ReadBlock(YamlMapping mapping)
    {
        var keywords = KeywordReader.Read(mapping, PlayKeywords.OfBlocks, context,
            (name, entry) => KeywordReader.ReportUnknown(name, entry.Key.Span, "Block", PlayKeywords.OfBlocks, context));
        return new BlockConfig(keywords, mapping.Span)
        {
            Body = Read(mapping.Find("block"), "block", inBlock: true),
            Rescue = Read(mapping.Find("rescue"), "rescue", inBlock: true),
            Always = Read(mapping.Find("always"), "always", inBlock: true),
        };
    }
}
