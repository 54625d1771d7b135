using System.Globalization;
using Layers.Data;
using Layers.Graphs;

namespace Layers.Benchmarks;

/// <summary>Ratios of adapting to 20 rows of 4,000 columns, against 1,000 columns. If the time grows linearly with the number of columns,
/// the ratio is 0.25.</summary>
public static class WideRatios
{
    private const int Few = 1_000, Many = 4_000, Rows = 20;

    public static IEnumerable<Line> All()
    {
        using var folder = new TempFolder();
        var (few, many) = (new Side(folder, Few), new Side(folder, Many));
        foreach (var (name, run) in new (string, Action<Side>)[]
        {
            ("from CSV, one `Normalization`", side => new Normalization().Adapt(DataFile.Csv(side.Csv))),
            ("from a `Table`, one `Normalization`", side => new Normalization().Adapt(side.Table)),
            ("from CSV, a `FeatureSpace` of as many features", side => side.Space().Adapt(DataFile.Csv(side.Csv))),
            ("from a `Table`, a `FeatureSpace`", side => side.Space().Adapt(side.Table)),
            ("from a dictionary, a `FeatureSpace`", side => side.Space().Adapt(side.Columns)),
        })
            yield return Line.Of(new Contest($"adapt 20 × 4,000, {name}", "the same with 1,000 columns", "about 0.25")
                .Run(5, Contest.Time(1, () => run(many)), Contest.Time(1, () => run(few))));
    }

    private sealed class Side
    {
        private readonly string[] _names;

        public Side(TempFolder folder, int columns)
        {
            var random = new Random(1);
            _names = [.. Enumerable.Range(0, columns).Select(i => string.Create(CultureInfo.InvariantCulture, $"column {i}"))];
            Columns = _names.ToDictionary(name => name, _ => (TensorData)Enumerable.Range(0, Rows)
                .Select(_ => random.NextSingle()).ToArray());
            Table = Table.Of([.. Columns.Select(column => Column.Number(
                column.Key, Array.ConvertAll(column.Value.ToArray<float>(), value => (double)value)))]);
            Csv = folder[string.Create(CultureInfo.InvariantCulture, $"{columns}.csv")];
            File.WriteAllLines(Csv, [string.Join(',', _names), .. Enumerable.Range(0, Rows).Select(Row)]);
        }

        public Dictionary<string, TensorData> Columns { get; }

        public Table Table { get; }

        public string Csv { get; }

        public FeatureSpace Space()
        {
            var space = new FeatureSpace();
            foreach (var name in _names) space.Add(Feature.FloatNormalized(name));
            return space;
        }

        private string Row(int row) => string.Join(',', _names
            .Select(name => Columns[name].AsSpan<float>()[row].ToString(CultureInfo.InvariantCulture)));
    }
}
