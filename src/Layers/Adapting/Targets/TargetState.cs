using System.Globalization;
using Layers.Graphs;

namespace Layers;

/// <summary>The state of labels by category. For each column and category, the state has the number of rows, and either the mean and
/// variance of their labels or the counts of their classes. It keeps these for blocks of consecutive rows, so that the block of a row can
/// be left out.</summary>
/// <remarks>Up to 4,096 rows, each row is a block; with more rows, blocks grow, so that memory does not grow with the rows. States are
/// merged in the given order: the rows of the second follow those of the first. Labels of a floating-point type are numbers, others are
/// classes.
/// <para>Texts are compared by their UTF-8 bytes, without normalization.</para></remarks>
public sealed partial class TargetState : AdaptState, ISavableState<TargetState>
{
    private const int MostBlocks = 4096, MostCells = 1 << 22, FewestBlocks = 128;

    private readonly VocabularyState _counts;
    private readonly ValueNumbers[] _categories;
    private readonly ValueNumbers _classes;
    private readonly List<LabelBlock> _blocks;
    private long _unit;
    private int _cells;

    /// <summary>Creates an empty state.</summary>
    /// <param name="batch">The shape of the first batch, <c>(batch)</c> or <c>(batch, columns)</c>.</param>
    /// <param name="hasClasses">Whether labels are classes; otherwise they are numbers. <see langword="null"/>, the default: labels of a
    /// floating-point type are numbers, others are classes.</param>
    /// <param name="distinctLimit">The largest number of distinct values of a column, 1 or more.</param>
    /// <exception cref="ArgumentException">The shape has no batch axis or more than two axes, or the limit is less than 1.</exception>
    public TargetState(Shape batch, bool? hasClasses = null, int distinctLimit = VocabularyState.DefaultDistinctLimit)
        : this(new VocabularyState(batch, null, perColumn: true, distinctLimit)) => HasClasses = hasClasses;

    private TargetState(VocabularyState counts)
    {
        _counts = counts;
        (_categories, _classes, _blocks, _unit) = ([.. Enumerable.Range(0, counts.Features).Select(_ => new ValueNumbers())], new(), [], 1);
    }

    private TargetState(TargetState other)
    {
        (_counts, _categories, _classes) = ((VocabularyState)other._counts.Copy(),
            Array.ConvertAll(other._categories, column => column.Copy()), other._classes.Copy());
        (_blocks, _unit, _cells, HasClasses) = (other._blocks.ConvertAll(block => block.Copy()), other._unit, other._cells,
            other.HasClasses);
    }

    /// <inheritdoc/>
    public override long Rows => _counts.Rows;

    /// <summary>The number of columns of categories.</summary>
    public override int Features => _counts.Features;

    /// <inheritdoc/>
    public override Shape DataShape => _counts.DataShape;

    /// <summary>A report of each column: the number of distinct categories, and the most frequent ones.</summary>
    public override VocabularyReport Report => VocabularyReport.Of(_counts, Names);

    /// <summary>Whether labels are classes; otherwise they are numbers. <see langword="null"/> until the first batch decides.</summary>
    public bool? HasClasses { get; private set; }

    internal override string Description =>
        $"categories with {(HasClasses == true ? "classes" : "numbers")} as labels, {Features} {Nouns.Noun(Features, "column")}, of " +
        $"data of shape {DataShape}";

    /// <summary>Returns the categories of a column with their counts.</summary>
    internal ValueCounts Column(int column) => _counts.Column(column);

    internal ValueNumbers CategoriesOf(int column) => _categories[column];

    internal ValueNumbers Classes => _classes;

    internal IReadOnlyList<LabelBlock> Blocks => _blocks;

    /// <inheritdoc/>
    protected internal override void Add(AdaptBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var rows = (int)batch.Features.Shape[0].Size;
        if (batch.Labels is not { } labels) throw Throw.NoLabels(batch.Layer);
        if (labels.Length != rows) throw Throw.OneLabelARow(batch.Layer, batch.Features.Shape, labels.Shape);
        HasClasses ??= !labels.Type.IsFloat();
        var before = Rows;
        int[] classes = HasClasses == true ? ClassesOf(labels, batch.Layer, before) : [];
        double[] numbers = HasClasses == true ? [] : NumbersOf(labels, batch.Layer, before);
        _counts.Add(batch);
        var values = CategoryValues.Of(batch.Features, _counts.Type, batch.Layer, before, areDocuments: false);
        for (var row = 0; row < rows; row++)
        {
            var block = Open();
            for (var c = 0; c < Features; c++)
            {
                var at = row * Features + c;
                var category = values.Type == DType.String
                    ? _categories[c].Of(values.AsSpan<string>()[at]) : _categories[c].Of(values.AsSpan<long>()[at]);
                _cells -= block.CellsOf(c);
                if (HasClasses == true) block.Add(c, category, classes[row], new(1, 0, 0));
                else block.Add(c, category, 0, LabelMoments.Of(numbers[row]));
                _cells += block.CellsOf(c);
            }
            block.Rows++;
        }
    }

    /// <inheritdoc/>
    protected internal override void AddState(AdaptState other)
    {
        var more = (TargetState)other;
        if (HasClasses is { } own && more.HasClasses is { } theirs && own != theirs) throw Throw.StatesDiffer(this, other);
        HasClasses ??= more.HasClasses;
        _counts.AddState(more._counts);
        if (_classes.Count > 0 && more._classes.Count > 0 && _classes.AreTexts != more._classes.AreTexts)
            throw Throw.StatesDiffer(this, other);
        int[][] categories = [.. _categories.Select((column, c) => column.Join(more._categories[c]))];
        var classes = _classes.Join(more._classes);
        foreach (var block in more._blocks)
        {
            var copy = new LabelBlock(Features);
            copy.Add(block, (c, category) => categories[c][category], @class => classes.Length == 0 ? 0 : classes[@class]);
            _blocks.Add(copy);
            _cells += copy.Cells;
        }
        _unit = Math.Max(_unit, more._unit);
        while (IsFull) Join();
    }

    /// <inheritdoc/>
    protected internal override AdaptState Copy() => new TargetState(this);

    /// <inheritdoc/>
    protected internal override IReadOnlyList<FeatureSkew>? Compare(IEnumerable<AdaptBatch> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CompareAndKeep(rows, "").Findings;
    }

    internal override ComparedRows CompareAndKeep(IEnumerable<AdaptBatch> rows, string missingText) =>
        _counts.CompareAndKeep(rows, missingText, Names);

    private bool IsFull => _blocks.Count > MostBlocks || (_cells > MostCells && _blocks.Count > FewestBlocks);

    private LabelBlock Open()
    {
        if (_blocks is [.., var last] && last.Rows < _unit) return last;
        _blocks.Add(new LabelBlock(Features));
        while (IsFull) Join();
        return _blocks[^1].Rows < _unit ? _blocks[^1] : Open();
    }

    // Merges blocks into blocks of twice as many rows.
    private void Join()
    {
        _unit *= 2;
        var kept = 0;
        for (var i = 1; i < _blocks.Count; i++)
            if (_blocks[kept].Rows + _blocks[i].Rows <= _unit) _blocks[kept].Add(_blocks[i]);
            else _blocks[++kept] = _blocks[i];
        _blocks.RemoveRange(kept + 1, _blocks.Count - kept - 1);
        _cells = _blocks.Sum(block => block.Cells);
    }

    private int[] ClassesOf(TensorData labels, string? layer, long before)
    {
        if (_classes.Count > 0 && _classes.AreTexts != (labels.Type == DType.String))
            throw Throw.OtherKindOfLabels(layer, _classes.AreTexts, labels.Type);
        if (labels.Type == DType.String)
        {
            var texts = labels.ToArray<string>();
            var missing = Array.FindIndex(texts, text => text is null);
            return missing < 0 ? Array.ConvertAll(texts, _classes.Of) : throw Throw.NoClass(layer, "null", missing, before);
        }
        if (!labels.Type.IsFloat()) return Array.ConvertAll(Casting.Cast(labels, DType.Int64).ToArray<long>(), _classes.Of);
        var numbers = Casting.Cast(labels, DType.Float64).ToArray<double>();
        var fraction = Array.FindIndex(numbers, number => number != Math.Truncate(number) || Math.Abs(number) > 1L << 53);
        return fraction < 0 ? Array.ConvertAll(numbers, number => _classes.Of((long)number))
            : throw Throw.NoClass(layer, numbers[fraction].ToString(CultureInfo.InvariantCulture), fraction, before);
    }

    private static double[] NumbersOf(TensorData labels, string? layer, long before)
    {
        if (labels.Type == DType.String) throw Throw.OtherKindOfLabels(layer, false, labels.Type);
        var numbers = Casting.Cast(labels, DType.Float64).ToArray<double>();
        var bad = Array.FindIndex(numbers, number => !double.IsFinite(number));
        return bad < 0 ? numbers : throw Throw.NoNumber(layer, numbers[bad], bad, before);
    }
}
