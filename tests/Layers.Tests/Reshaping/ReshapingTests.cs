using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Permute, RepeatVector, Identity, and Dot.</summary>
public sealed class ReshapingTests
{
    [Test]
    public void Permute_OfImages() => LayerContract.Check(
        policy => new Permute([3, 1, 2], dtype: policy), input: ["batch", 2, "width", 5], output: ["batch", 5, 2, "width"]);

    [Test]
    public void Permute_OfRows() =>
        LayerContract.Check(policy => new Permute([1], dtype: policy), input: ["batch", 3], output: ["batch", 3]);

    [Test]
    public void RepeatVector_OfRows() =>
        LayerContract.Check(policy => new RepeatVector(3, dtype: policy), input: ["batch", 5], output: ["batch", 3, 5]);

    [Test]
    public void RepeatVector_OfIntegers() => LayerContract.Check(
        policy =>
        new RepeatVector(1, dtype: policy), input: ["batch", 5], output: ["batch", 1, 5], inputType: DType.Int32, outputType: DType.Int32);

    [Test]
    public void Identity_OfAnything() =>
        LayerContract.Check(policy => new Identity(dtype: policy), input: ["batch", 3, "steps"], output: ["batch", 3, "steps"]);

    private static IEnumerable<TestCaseData> Dots
    {
        get
        {
            yield return Of(new Dot(1), [3, 5], [3, 5], [3, 1]);
            yield return Of(new Dot(-1, normalize: true), [3, 5], [3, 5], [3, 1]);
            yield return Of(new Dot((1, 2)), [2, 3, 5], [2, 4, 3], [2, 5, 4]);
            yield return Of(new Dot((2, 1), normalize: true), [2, 3, 5], [2, 5, 4], [2, 3, 4]);
            yield return Of(new Dot((1, -1)), [2, 5], [2, 3, 5], [2, 3]);
            yield return Of(new Dot((2, 1)), [2, 3, 5], [2, 5], [2, 3]);
            yield return Of(new Dot((3, 2)), [2, 3, 4, 5], [2, 4, 5, 3], [2, 3, 4, 4, 3]);
            yield return Of(new Dot((1, 2)), [2, 5], [2, 3, 5, 4], [2, 3, 4]);
            yield return Of(new Dot((2, 1)), [2, 3, 5, 4], [2, 5], [2, 3, 4]);
        }
    }

    [TestCaseSource(nameof(Dots))]
    public void Dot_AddsUpProducts_ThroughTheFile_AndWithItsGradients(Dot layer, Shape first, Shape second, Shape output)
    {
        var (a, b) = (SampleData.Of(first, DType.Float64, 1), SampleData.Of(second, DType.Float64, 2));
        var again = (Dot)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.Write(layer))));
        Assert.That((again.Axes, again.Normalize, KerasJson.Write(LayerJson.Write(again))),
            Is.EqualTo((layer.Axes, layer.Normalize, KerasJson.Write(LayerJson.Write(layer)))));
        var dot = new Dot(layer.Axes, layer.Normalize, dtype: DTypePolicy.Float64);
        var (x, y) = (Ops.Input("x", first.With(0, "batch"), DType.Float64), Ops.Input("y", second.With(0, "batch"), DType.Float64));
        var product = dot.Apply(x, y);
        Assert.That(product.Shape.ToString(), Is.EqualTo(output.With(0, "batch").ToString()));
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(product));
        var result = session.Run([.. session.Graph.Inputs.Select(input => input.Name == "x" ? a : b)])[0];
        Assert.That(Mismatch.OfNumbers("product", result, Expected(dot, a, b, output), new(1e-12, 1e-12)), Is.Empty);
        Assert.That(Differences.Mismatches(new Beside(dot, b), a, 1e-5)
            .Concat(Differences.Mismatches(new Beside(dot, a, isFirst: true), b, 1e-5)), Is.Empty);
    }

    [Test]
    public void Dot_OfOpenSizes_IsThatOfKnownOnes()
    {
        var (a, b) = (SampleData.Of([2, 3, 4, 5], DType.Float32, 1), SampleData.Of([2, 4, 5, 3], DType.Float32, 2));
        var known = Run(new Dot((3, 2)), a.Shape, b.Shape);
        var open = Run(new Dot((3, 2)), ["batch", "height", 4, 5], ["batch", 4, 5, "width"]);
        Assert.That(open.Shape, Is.EqualTo(Shape.Of(2, 3, 4, 4, 3)));
        Assert.That(Mismatch.Of("product", open, known), Is.Empty);

        TensorData Run(Dot dot, Shape first, Shape second)
        {
            using var session = new Layers.Onnx.OnnxSession(Graph.Of(dot.Apply(Ops.Input("x", first), Ops.Input("y", second))));
            return session.Run([.. session.Graph.Inputs.Select(input => input.Name == "x" ? a : b)])[0];
        }
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Refused(() => new Permute([1, 3]), "permute", "dims");
        Refused(() => new Permute([2, 1]).Predict(new float[2, 3]), "permute", "rank 3");
        Refused(() => new RepeatVector(0), "repeat_vector", "1 or more");
        Refused(() => new RepeatVector(2).Apply(Ops.Input("x", ["batch", 2, 3])), "repeat_vector", "rank 2");
        Value Of(params string[] sizes) =>
            Ops.Input(string.Join(",", sizes), [.. sizes.Select(size => long.TryParse(size, out var known) ? (Dim)known : size)]);
        Refused(() => new Dot(1).Apply(Of("batch", "3"), Of("batch", "4")), "dot", "3", "4", "equal");
        Refused(() => new Dot(0).Apply(Of("batch", "3"), Of("batch", "3")), "dot", "batch");
        Refused(() => new Dot(2).Apply(Of("batch", "3"), Of("batch", "3")), "dot", "axis 2");
        Refused(() => new Dot(1).Apply(Of("batch", "3")), "dot", "two inputs");
        Refused(() => new Dot(1).Apply(Of("batch"), Of("batch")), "dot", "rank 2");
    }

    // Compares every pair of rows, element by element.
    private static TensorData Expected(Dot dot, TensorData a, TensorData b, Shape output)
    {
        int Axis(int axis, Shape shape) => axis < 0 ? axis + shape.Rank : axis;
        var (first, second) = (Split(a, Axis(dot.Axes.First, a.Shape)), Split(b, Axis(dot.Axes.Second, b.Shape)));
        var numbers = from row in Enumerable.Range(0, (int)a.Shape[0].Size)
                      from x in first[row]
                      from y in second[row]
                      let product = x.Zip(y, (p, q) => p * q).Sum()
                      select dot.Normalize ? product / Math.Sqrt(x.Sum(p => p * p) * y.Sum(q => q * q)) : product;
        return TensorData.Of(numbers.ToArray(), output);
    }

    // Returns for each row the vectors along an axis, in the order of the other axes.
    private static List<double[]>[] Split(TensorData data, int axis)
    {
        var sizes = data.Shape.Select(dim => (int)dim.Size).ToArray();
        var (outer, size, inner) = (sizes[1..axis].Aggregate(1, (p, q) => p * q), sizes[axis],
            sizes[(axis + 1)..].Aggregate(1, (p, q) => p * q));
        var numbers = data.ToArray<double>();
        return [.. Enumerable.Range(0, sizes[0]).Select(row => (from o in Enumerable.Range(0, outer)
                                                                 from i in Enumerable.Range(0, inner)
                                                                 select Enumerable.Range(0, size)
                                                                 .Select(k => numbers[(((((row * outer) + o) * size) + k) * inner) + i])
                                                                 .ToArray()).ToList())];
    }

    private static TestCaseData Of(Dot layer, Shape first, Shape second, Shape output) =>
        new TestCaseData(layer, first, second, output).SetArgDisplayNames($"{layer.Axes} of {first} and {second}");

    /// <summary>A merging layer with one of its inputs fixed.</summary>
    private sealed class Beside(Dot dot, TensorData other, bool isFirst = false) : Layer("beside", DTypePolicy.Float64)
    {
        protected override Value Call(Value x) => isFirst ? dot.Apply(Ops.Constant(other), x) : dot.Apply(x, Ops.Constant(other));
    }
}
