using Layers.Graphs;

namespace Layers;

// Reading and writing of files.
public sealed partial class TargetState
{
    /// <inheritdoc/>
    public void WriteState(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _counts.WriteState(config);
        config.Set("labels", HasClasses is not { } areClasses ? null : areClasses ? "classes" : "numbers").Set("unit", (long?)_unit)
            .Set("blocks", _blocks.Select(block => block.Rows));
        var classes = _classes.Values;
        if (classes.AreTexts) config.Set("classes", classes.Texts.AsEnumerable());
        else config.Set("classes", classes.Integers.AsEnumerable());
        for (var c = 0; c < Features; c++)
        {
            // In a file, categories are numbered by their positions among the counts.
            var places = Places(c);
            var cells = _blocks.SelectMany((block, b) => block.Column(c)
                .Select(cell => (Block: b, Category: places[cell.Category], cell.Class, cell.Labels)))
                .OrderBy(cell => (cell.Block, cell.Category, cell.Class)).ToArray();
            config.Set($"cells_{c}", cells.SelectMany(cell => new long[] { cell.Block, cell.Category, cell.Class, cell.Labels.Count }));
            if (HasClasses == false)
                config.Set($"moments_{c}",
                    TensorData.Of([.. cells.SelectMany(cell => new[] { cell.Labels.Mean, cell.Labels.Squares })], [2 * cells.Length]));
        }
    }

    /// <inheritdoc/>
    public static TargetState ReadState(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var counts = VocabularyState.ReadState(config);
        if (!counts.PerColumn) throw Throw.StateOfLabels("one vocabulary for all columns");
        var state = new TargetState(counts)
        {
            HasClasses = config.OptionalText("labels") switch
            {
                null => null,
                "classes" => true,
                "numbers" => false,
                _ => throw Throw.StateOfLabels("labels of another kind")
            }
        };
        state._unit = config.Integer("unit");
        foreach (var rows in config.OptionalIntegers("blocks") ?? [])
            state._blocks.Add(new LabelBlock(counts.Features)
            {
                Rows = rows > 0
                ? rows : throw Throw.StateOfLabels("a block without rows")
            });
        if (state._unit < 1 || state._blocks.Sum(block => block.Rows) != counts.Rows)
            throw Throw.StateOfLabels("blocks of another number of rows");
        if (config.Has("classes") && state.HasClasses == true)
            if (IsOfTexts(config)) foreach (var text in config.OptionalTexts("classes")!) state._classes.Of(text);
            else foreach (var number in config.OptionalIntegers("classes")!) state._classes.Of(number);
        else config.Take("classes");
        for (var c = 0; c < counts.Features; c++) state.ReadColumn(config, c);
        state._cells = state._blocks.Sum(block => block.Cells);
        return state;
    }

    private void ReadColumn(ConfigReader config, int c)
    {
        var values = _counts.Column(c);
        _categories[c].Join(values.Values);
        var cells = config.OptionalIntegers($"cells_{c}") ?? [];
        var moments = HasClasses == false ? config.OptionalTensor($"moments_{c}")?.ToArray<double>() ?? [] : null;
        if (cells.Count % 4 != 0 || (moments is not null && moments.Length != cells.Count / 2)) throw Throw.StateOfLabels("incomplete " +
            $"cells of column {c}");
        var total = 0L;
        for (var i = 0; i < cells.Count; i += 4)
        {
            var (block, category, @class, count) = (cells[i], cells[i + 1], cells[i + 2], cells[i + 3]);
            if (block < 0 || block >= _blocks.Count || category < 0 || category >= values.Distinct || @class < 0
                || @class >= Math.Max(1, _classes.Count) || count < 1 || count > _blocks[(int)block].Rows)
                throw Throw.StateOfLabels($"an impossible cell of column {c}");
            var labels = moments is null ? new LabelMoments(count, 0, 0) : new(count, moments[i / 2], moments[i / 2 + 1]);
            if (!double.IsFinite(labels.Mean) || !(labels.Squares >= 0)) throw Throw.StateOfLabels($"impossible labels of column {c}");
            _blocks[(int)block].Add(c, (int)category, (int)@class, labels);
            total += count;
        }
        if (total != Rows) throw Throw.StateOfLabels($"cells of column {c} of {Nouns.Of(total, "row")} instead of {Rows}");
    }

    private int[] Places(int c)
    {
        var places = new int[_categories[c].Count];
        foreach (var (place, number) in _categories[c].Find(_counts.Column(c).Values).Index()) places[number] = place;
        return places;
    }

    private static bool IsOfTexts(ConfigReader config) =>
        config.Take("classes") is System.Text.Json.Nodes.JsonArray { Count: > 0 } classes && JsonWords.Text(classes[0]) is not null;
}
