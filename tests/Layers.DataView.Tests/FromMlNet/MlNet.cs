using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>ML.NET's transforms on small data, as arrays.</summary>
internal static class MlNet
{
    public static MLContext Context { get; } = new(seed: 1);

    public static TransformsCatalog Transforms => Context.Transforms;

    /// <summary>Rows of two features, neither of them constant.</summary>
    public static float[][] Numbers { get; } = [[1, 10], [2, 20], [4, 40], [9, -10]];

    /// <summary>Fits a transform of the column <c>In</c> to the column <c>Out</c>, and returns its output for the same rows.</summary>
    public static float[][] Theirs(IEstimator<ITransformer> transform, float[][] rows)
    {
        var view = View(rows);
        return Vectors(transform.Fit(view).Transform(view));
    }

    /// <summary>Fits a transform of texts in the same way, and returns its output for the same rows or for other rows.</summary>
    public static IDataView Theirs(IEstimator<ITransformer> transform, string[] fit, string[]? apply = null) =>
        transform.Fit(View(fit)).Transform(View(apply ?? fit));

    public static float[][] Vectors(IDataView view) => [.. view.GetColumn<float[]>("Out")];

    public static IDataView View(string[] texts) => Context.Data.LoadFromEnumerable(texts.Select(text => new TextRow { In = text }));

    public static IDataView View(float[][] rows)
    {
        var schema = SchemaDefinition.Create(typeof(NumberRow));
        schema[nameof(NumberRow.In)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        return Context.Data.LoadFromEnumerable(rows.Select(row => new NumberRow { In = row }), schema);
    }

    /// <summary>Adapts layers one after another to the same rows, and returns the last one's output.</summary>
    public static float[][] Ours(TensorData rows, params Layer[] layers) => Ours(rows, rows, layers);

    public static float[][] Ours(TensorData fit, TensorData apply, params Layer[] layers)
    {
        foreach (var layer in layers)
        {
            if (layer is AdaptiveLayer { IsAdapted: false } adaptive) adaptive.Adapt(fit);
            (fit, apply) = (layer.Predict(fit), layer.Predict(apply));
        }
        return Rows(apply);
    }

    public static float[][] Rows(TensorData data)
    {
        var numbers = data.Type == DType.Int64 ? [.. data.ToArray<long>().Select(number => (float)number)] : data.ToArray<float>();
        return [.. numbers.Chunk((int)(numbers.Length / data.Shape[0].Size))];
    }

    public static void AreAlike(float[][] ours, float[][] theirs, double tolerance = 1e-5) =>
        Assert.That(ours.SelectMany(row => row), Is.EqualTo(theirs.SelectMany(row => row)).Within(tolerance));

    /// <summary>Asserts that rows are equal as sets of numbers: the columns may be in another order, and there may be additional columns of
    /// zeros.</summary>
    public static void AreAlikeInAnyOrder(float[][] ours, float[][] theirs) =>
        AreAlike([.. ours.Select(Sorted)], [.. theirs.Select(Sorted)]);

    private static float[] Sorted(float[] row) => [.. row.Where(number => number != 0).Order()];

    internal sealed class NumberRow
    {
        public float[] In { get; set; } = [];
    }

    internal sealed class TextRow
    {
        public string In { get; set; } = "";
    }
}
