using Layers.Graphs;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using static Layers.DataView.Tests.FromMlNet.MlNet;

namespace Layers.DataView.Tests.FromMlNet;

/// <summary>Models: prediction, files and metrics.</summary>
internal static class ModelRows
{
    public static IReadOnlyList<PageRow> All { get; } =
    [
        new("CreatePredictionEngine", Predict),
        new("Model.Save", Save),
        new("ConvertToOnnx", Onnx),
        new("ApplyOnnxModel", Apply),
        new("Evaluate", Evaluate),
        new("PermutationFeatureImportance", Importance),
    ];

    private static void Predict()
    {
        var transform = Transforms.NormalizeMeanVariance("Out", "In", fixZero: false).Fit(View(Numbers));
        // ML.NET's engine takes one row and is not thread-safe; a model takes any number of rows.
        var expected = Ours(Numbers, new Normalization());
        using var model = Scaler();
        var ours = new float[Numbers.Length][];
        Parallel.For(0, Numbers.Length, row => ours[row] = model.Predict(Numbers[row].AsSpan()));
        AreAlike(ours, Vectors(transform.Transform(View(Numbers))));
        AreAlike(ours, expected);
    }

    private static void Save()
    {
        var folder = Directory.CreateTempSubdirectory("layers-mlnet-").FullName;
        try
        {
            var (zip, keras) = (Path.Combine(folder, "model.zip"), Path.Combine(folder, "model.keras"));
            var view = View(Numbers);
            var transform = Transforms.NormalizeMeanVariance("Out", "In", fixZero: false).Fit(view);
            Context.Model.Save(transform, view.Schema, zip);
            using (var model = Scaler()) model.Save(keras);

            using var loaded = Model.Load(keras);
            AreAlike(Rows(loaded.Predict(Numbers)), Vectors(Context.Model.Load(zip, out _).Transform(view)));
            // Only ML.NET reads its file.
            Assert.That(() => Model.Load(zip), Throws.InstanceOf<InvalidDataException>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Onnx() => WithExported(path =>
    {
        // The ONNX model takes raw rows; the row ApplyOnnxModel of the page compares the output.
        using var session = new InferenceSession(path);
        Assert.That((session.InputNames.Single(), session.OutputNames.Single()), Is.EqualTo(("In", "normalization")));
    });

    private static void Apply() => WithExported(path =>
    {
        var transform = Transforms.ApplyOnnxModel(outputColumnName: "normalization", inputColumnName: "In", modelFile: path);
        var theirs = transform.Fit(View(Numbers)).Transform(View(Numbers)).GetColumn<float[]>("normalization");
        AreAlike(Ours(Numbers, new Normalization()), [.. theirs]);
    });

    private static void Evaluate()
    {
        var rows = new[] { (1f, 1.5f), (2f, 1f), (4f, 4.5f) };
        var view = Context.Data.LoadFromEnumerable(rows.Select(row => new Scored { Label = row.Item1, Score = row.Item2 }));
        var theirs = Context.Regression.Evaluate(view);
        using var model = new Sequential { new Input(1), new Identity() };
        model.Compile(new Sgd(), Loss.MeanSquaredError, Metric.MeanAbsoluteError, Metric.RootMeanSquaredError);
        var ours = model.Evaluate(AsColumn(rows.Select(row => row.Item2)), AsColumn(rows.Select(row => row.Item1)));
        Assert.That(ours["loss"], Is.EqualTo(theirs.MeanSquaredError).Within(1e-6));
        Assert.That(ours["mean_absolute_error"], Is.EqualTo(theirs.MeanAbsoluteError).Within(1e-6));
        Assert.That(ours["root_mean_squared_error"], Is.EqualTo(theirs.RootMeanSquaredError).Within(1e-6));
    }

    private static void Importance()
    {
        var table = Table.Of(
            Column.Number("a", [.. Enumerable.Range(0, 40).Select(i => (double)i)]),
            Column.Number("b", [.. Enumerable.Range(0, 40).Select(i => i * 7 % 11.0)]),
            Column.Number("y", [.. Enumerable.Range(0, 40).Select(i => 2.0 * i)]));
        var space = new FeatureSpace { { ["a", "b"], new Normalization() } };
        space.Adapt(table);
        using var model = new Sequential(seed: 1) { space, new Dense(1) };
        model.Compile(new Adam(0.5), Loss.MeanAbsoluteError);
        model.Fit(table, "y", epochs: 150);

        #region importance
        ModelReport report = model.Report(table);               // rows with their labels
        foreach (FeatureImportance column in report.Importances) Console.WriteLine(column);
        #endregion

        var (a, b) = (report.Importances[0], report.Importances[1]);
        Assert.That((a.Column, b.Column), Is.EqualTo(("a", "b")));
        Assert.That(a.Increase, Is.GreaterThan(4 * a.Loss));
        Assert.That(b.Increase, Is.LessThan(b.Loss));

        // With a linear model on the same rows, ML.NET's permutation importance is the largest for the same column.
        var view = Context.Data.LoadFromEnumerable(Enumerable.Range(0, table.RowCount).Select(row => new Line
        {
            A = (float)table.Numbers("a")[row],
            B = (float)table.Numbers("b")[row],
            Y = (float)table.Numbers("y")[row],
        }));
        var line = Transforms.Concatenate("Features", "A", "B").Append(Context.Regression.Trainers.Sdca("Y")).Fit(view);
        var theirs = Context.Regression.PermutationFeatureImportance(line, line.Transform(view), "Y");
        Assert.That(theirs["A"].MeanAbsoluteError.Mean, Is.GreaterThan(5 * Math.Abs(theirs["B"].MeanAbsoluteError.Mean)));
    }

    private static Sequential Scaler()
    {
        var normalization = new Normalization(name: "normalization");
        normalization.Adapt(Numbers);
        return new Sequential { new Input(2, name: "In"), normalization };
    }

    private static void WithExported(Action<string> act)
    {
        var path = Path.Combine(Path.GetTempPath(), $"layers-from-mlnet-{Environment.ProcessId}-{Guid.NewGuid():N}.onnx");
        try
        {
            using (var model = Scaler()) model.ExportOnnx(path);
            act(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TensorData AsColumn(IEnumerable<float> values)
    {
        float[] all = [.. values];
        return TensorData.Of(all, [all.Length, 1]);
    }

    private static float[][] Rows(float[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0))
            .Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]).ToArray())];

    private sealed class Line
    {
        public float A { get; set; }

        public float B { get; set; }

        public float Y { get; set; }
    }

    private sealed class Scored
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
