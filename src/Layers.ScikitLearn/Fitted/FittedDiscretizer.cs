using System.Diagnostics.CodeAnalysis;

namespace Layers.ScikitLearn;

/// <summary>KBinsDiscretizer, as <see cref="Bins"/>. The encodings onehot, which is sparse in scikit-learn, and onehot-dense are equal in
/// Layers.</summary>
internal sealed class FittedDiscretizer : FittedFrom
{
    private readonly BinEncoding _encoding;
    private readonly double[][] _edges;

    [SetsRequiredMembers]
    public FittedDiscretizer(FittedFields fields)
        : base(fields, fields.Width("bin_edges_"))
    {
        _encoding = fields.Text("encode", "onehot") switch
        {
            "onehot" or "onehot-dense" => BinEncoding.OneHot,
            "ordinal" => BinEncoding.Ordinal,
            var other => throw Throw.Setting(fields, $"encode='{other}'", "known are onehot, onehot-dense and ordinal."),
        };
        var found = fields.List("bin_edges_", Rows(fields, fields.Required("bin_edges_")));
        if (found.Count != Width) throw Throw.FieldOfOtherWidth(fields, "bin_edges_", Width, found.Count);
        // A constant feature has one bin, from −∞ to ∞; its edges do not matter.
        _edges = [.. found.Select(row => fields.Numbers("bin_edges_", row
            ?? throw Throw.WrongField(fields, "bin_edges_", "numbers", row))).Select(row => row is [_, _] ? [0, 1] : row)];
        if (fields.IsBefore(1, 1)) _edges = [.. _edges.Select(row => Array.ConvertAll(row, Reached))];
        foreach (var (column, row) in _edges.Index())
            if (row.Length < 2 || row.Zip(row.Skip(1)).Any(pair => !(pair.First < pair.Second)))
                throw Throw.FieldsDiffer(fields, $"bin_edges_ of column {column} are not ascending");
    }

    public override ColumnType TypeOf(int column) => ColumnType.Number;

    public override int OutputWidth => _encoding == BinEncoding.Ordinal ? Width : _edges.Sum(row => row.Length - 1);

    public override IReadOnlyList<string> OutputNames(IReadOnlyList<string> names) => _encoding == BinEncoding.Ordinal ? names
        : [.. names.SelectMany((name, c) => Enumerable.Range(0, _edges[c].Length - 1).Select(bin =>
            $"{name}_{PythonText.Of((double)bin)}"))];

    protected override IReadOnlyList<ColumnOf> Made(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype) =>
        Columns.Of(new Bins(_edges, _encoding, dtype: dtype).Apply(Columns.Join(columns, dtype)));

    // Releases before 1.1 added 1e-8 plus 1e-5 of its size to a number, so that a number just below an edge was in the bin above.
    private static double Reached(double edge) => (edge - 1e-8) / (edge < 1e-8 ? 1 - 1e-5 : 1 + 1e-5);

    // If all features have the same number of bins, NumPy may have turned the list of arrays into a table.
    private static object Rows(FittedFields fields, object found)
    {
        if (found is not NumpyArray { Shape: [var features, var edges], Values: double[] numbers }) return found;
        return Enumerable.Range(0, features).Select(feature =>
            (object?)new NumpyArray("float64", [edges], numbers[(feature * edges)..((feature + 1) * edges)])).ToArray();
    }
}
