using System.Numerics.Tensors;
using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>Extension members beside <see cref="Model"/> predict records, so that calls of the older overloads keep their meaning. The type
/// of each result shows which method was called.</summary>
public sealed class PredictOverloadTests
{
    private static readonly float[] s_weights = [0.5f, -2, 0.25f, 1];
    private static readonly float[,] s_rows = { { 1, 2 }, { 3, 4 }, { 5, 7 } };
    private static readonly float[] s_expected = [.. Enumerable.Range(0, 3)
        .SelectMany(row => Enumerable.Range(0, 2).Select(unit => s_rows[row, 0] * s_weights[unit] + s_rows[row, 1] * s_weights[2 + unit]))];

    private readonly Model _model = Make();

    [OneTimeTearDown]
    public void Dispose() => _model.Dispose();

    [Test]
    public void Matrices_GiveMatrices()
    {
        float[,] floats = _model.Predict(s_rows);
        float[,] doubles = _model.Predict(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 7 } });
        float[,] rows = _model.Predict(new float[][] { [1, 2], [3, 4], [5, 7] });
        Assert.Multiple(() =>
        {
            Is(floats.Cast<float>());
            Is(doubles.Cast<float>());
            Is(rows.Cast<float>());
        });
    }

    [Test]
    public void OtherArrays_GiveTensorData()
    {
        TensorData doubles = _model.Predict(new double[][] { [1, 2], [3, 4], [5, 7] });
        TensorData ints = _model.Predict(new int[,] { { 1, 2 }, { 3, 4 }, { 5, 7 } });
        TensorData longs = _model.Predict(new long[,] { { 1, 2 }, { 3, 4 }, { 5, 7 } });
        TensorData data = _model.Predict((TensorData)s_rows);
        TensorData guarded = _model.Predict((TensorData)s_rows, new PredictOptions());
        TensorData converted = _model.Predict(s_rows, new PredictOptions());
        Assert.Multiple(() =>
        {
            foreach (var found in new[] { doubles, ints, longs, data, guarded, converted }) Is(found.ToArray<float>());
        });
    }

    [Test]
    public void Rows_GiveArrays()
    {
        float[] row = _model.Predict(new float[] { 1, 2 });
        float[] part = _model.Predict(s_weights.AsSpan(0, 2));
        float[] span = _model.Predict((ReadOnlySpan<float>)[1, 2]);
        var results = new float[6];
        _model.Predict([1, 2, 3, 4, 5, 7], results);
        Assert.Multiple(() =>
        {
            Assert.That(row, NUnit.Framework.Is.EqualTo(s_expected[..2]).Within(1e-5f));
            Assert.That(span, NUnit.Framework.Is.EqualTo(s_expected[..2]).Within(1e-5f));
            Assert.That(part, Has.Length.EqualTo(2));
            Is(results);
        });
    }

    [Test]
    public void Tensors_GiveTensors()
    {
        Tensor<float> tensor = _model.Predict(Tensor.Create<float>([1, 2, 3, 4, 5, 7], [3, 2]));
        TensorData doubles = _model.Predict(Tensor.Create<double>([1, 2, 3, 4, 5, 7], [3, 2]));
        Assert.Multiple(() =>
        {
            Is(tensor.ToArray());
            Is(doubles.ToArray<float>());
        });
    }

    [Test]
    public void TensorsByName_GiveTensorsByName()
    {
        var given = new Dictionary<string, TensorData> { [_model.Inputs[0].Name] = s_rows };
        IReadOnlyDictionary<string, TensorData> dictionary = _model.Predict(given);
        IReadOnlyDictionary<string, TensorData> read = _model.Predict((IReadOnlyDictionary<string, TensorData>)given);
        Assert.Multiple(() =>
        {
            Is(dictionary.Values.Single().ToArray<float>());
            Is(read.Values.Single().ToArray<float>());
        });
    }

    [Test]
    public void ALayer_GivesTensorData()
    {
        Layer layer = _model;
        TensorData found = layer.Predict(s_rows);
        Is(found.ToArray<float>());
    }

    [Test]
    public void Records_GivePredictions()
    {
        using var model = SmallModel.Make();
        var values = new Dictionary<string, object?> { ["Island"] = "Dream", ["Sex"] = null, ["Body Mass (g)"] = 3350 };
        Prediction dictionary = model.Predict(values);
        Prediction read = model.Predict((IReadOnlyDictionary<string, object?>)values);
        Prediction record = model.Predict(new Penguin("Dream", null, 3350));
        Prediction withOptions = model.Predict(new Penguin("Dream", null, 3350), new PredictOptions());
        IReadOnlyList<Prediction> list = model.Predict(new List<Penguin> { new("Dream", null, 3350) });
        IReadOnlyList<Prediction> array = model.Predict(new Penguin[] { new("Dream", null, 3350) });
        IEnumerable<Prediction> table = model.Predict(Table.Of([new Penguin("Dream", null, 3350)]));
        using var reader = new System.Data.DataTable
        {
            Columns = { { "Island" }, { "Sex" }, { "Body Mass (g)", typeof(float) } },
            Rows = { { "Dream", null, 3350f } }
        }.CreateDataReader();
        IEnumerable<Prediction> read2 = model.Predict(reader);
        Prediction[] all = [dictionary, read, record, withOptions, .. list, .. array, .. table, .. read2];
        Assert.That(all.Select(prediction => prediction.Values.ToArray()).ToArray(),
            Has.Length.EqualTo(8).And.All.EqualTo(SmallModel.Of(model, "Dream", "", 3350)).Within(1e-5f).Percent);
    }

    private static void Is(IEnumerable<float> found) => Assert.That(found, NUnit.Framework.Is.EqualTo(s_expected).Within(1e-5f));

    private static Sequential Make()
    {
        var model = new Sequential { new Input(2), new Dense(2, useBias: false) };
        model.Predict(s_rows);
        model.Weights[0].Value = new float[,] { { s_weights[0], s_weights[1] }, { s_weights[2], s_weights[3] } };
        return model;
    }
}
