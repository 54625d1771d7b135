using System.Numerics.Tensors;

namespace Layers.Graphs.Tests;

public sealed class TensorDataTests
{
    [Test]
    public void ArraysAndDenseTensors_AreWrapped_NotCopied()
    {
        float[] flat = [1, 2];
        var square = new long[,] { { 1, 2 }, { 3, 4 } };
        var tensor = Tensor.Create<double>([1, 2, 3, 4], [2, 2]);
        TensorData a = flat, b = square, c = tensor;
        (flat[1], square[1, 0], tensor[1, 1]) = (20, 30, 40);
        Assert.That(a.ToString(), Is.EqualTo("float32[2](1, 20)"));
        Assert.That(b.ToString(), Is.EqualTo("int64[2, 2](1, 2, 30, 4)"));
        Assert.That(c.ToString(), Is.EqualTo("float64[2, 2](1, 2, 3, 40)"));
    }

    [Test]
    public void Null_StaysNull_SoThatOptionalTensorsMayBeArrays()
    {
        float[]? weights = null;
        Tensor<float>? tensor = null;
        TensorData? ofArray = weights, ofTensor = tensor;
        Assert.That(ofArray, Is.Null);
        Assert.That(ofTensor, Is.Null);
    }

    [Test]
    public void Elements_StandInRowMajorOrder()
    {
        Assert.That(((TensorData)new float[,,] { { { 1 }, { 2 } }, { { 3 }, { 4 } } }).ToString(),
            Is.EqualTo("float32[2, 2, 1](1, 2, 3, 4)"));
        Assert.That(((TensorData)new string[,] { { "a", "b" } }).ToArray<string>(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(((TensorData)new float[][] { [1, 2], [3, 4] }).ToString(), Is.EqualTo("float32[2, 2](1, 2, 3, 4)"));
    }

    [Test]
    public void Rows_AreTakenByARange()
    {
        TensorData matrix = new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, words = new[] { "a", "b", "c" };
        Assert.That(matrix[1..].ToString(), Is.EqualTo("float32[2, 2](3, 4, 5, 6)"));
        Assert.That(matrix[^1..].ToString(), Is.EqualTo("float32[1, 2](5, 6)"));
        Assert.That(matrix[2..2].Shape.ToString(), Is.EqualTo("[0, 2]"));
        Assert.That(words[..2].ToArray<string>(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(() => matrix[2..4], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => TensorData.Scalar(1f)[..], Throws.ArgumentException.With.Message.Contains("first axis"));
    }

    [Test]
    public void APartOfATensor_HasThePartsElements()
    {
        var whole = Tensor.Create<float>([1, 2, 3, 4, 5, 6], [3, 2]);
        TensorData rows = whole.Slice(1..3, 0..2), column = whole.Slice(0..3, 1..2);
        Assert.That(rows.ToString(), Is.EqualTo("float32[2, 2](3, 4, 5, 6)"));
        Assert.That(column.ToString(), Is.EqualTo("float32[3, 1](2, 4, 6)"));
    }

    [Test]
    public void ATensor_IsRestored()
    {
        var tensor = TensorData.Of(new[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).ToTensor<int>();
        Assert.That(tensor.Lengths.ToArray(), Is.EqualTo(new nint[] { 2, 3 }));
        Assert.That(TensorData.Of(tensor).ToArray<int>(), Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Reshape_KeepsTheElements()
    {
        TensorData data = new[] { 1f, 2f, 3f, 4f };
        Assert.That(data.Reshape([2, 2]).ToString(), Is.EqualTo("float32[2, 2](1, 2, 3, 4)"));
        Assert.That(() => data.Reshape([3]),
            Throws.ArgumentException.With.Message.EqualTo("A tensor of shape [3] holds 3 elements. Received 4."));
    }

    [Test]
    public void BFloat16_IsTheUpperHalfOfAFloat()
    {
        Assert.That(TensorData.OfBFloat16([0x3F80, 0xC000], [2]).ToString(), Is.EqualTo("bfloat16[2](1, -2)"));
        // 1 + 2⁻⁸ is halfway between two bfloat16 numbers; the even one is 1.
        Assert.That(BFloat16Storage.Bits(1.00390625f), Is.EqualTo(0x3F80));
        Assert.That(BFloat16Storage.Bits(float.PositiveInfinity), Is.EqualTo(0x7F80));
        Assert.That(BFloat16Storage.Bits(float.MaxValue), Is.EqualTo(0x7F80));
        Assert.That(BFloat16Storage.Bits(BitConverter.Int32BitsToSingle(0x7F800001)), Is.EqualTo(0x7FC0));
    }

    private static readonly TestCaseData[] s_faults =
    [
        Fault(() => TensorData.Of(new float[5], [2, 3]), "A tensor of shape [2, 3] holds 6 elements. Received 5."),
        Fault(() => TensorData.OfRows(new float[][] { [1, 2], [3] }), "Every row must have as many values as the first, 2; row 1 has 1. " +
            "Fill or drop the short rows."),
        Fault(() => TensorData.OfRows(new float[][] { [1], null! }), "Every row must have as many values as the first, 1; row 1 has 0. " +
            "Fill or drop the short rows."),
        Fault(() => TensorData.Of((Array)new DateTime[2]), "A tensor cannot hold elements of type System.DateTime. Use float, double, " +
            "Half, an integer type, bool or string."),
        Fault(() => ((TensorData)new[] { 1f }).ToArray<double>(), "The elements are float32 and cannot be read as Double."),
        Fault(() => ((TensorData)new[] { 1f }).ToArray<ushort>(), "The elements are float32 and cannot be read as UInt16."),
        Fault(() => ((TensorData)new[] { "a" }).AsBytes().ToArray(), "Strings have no fixed bytes; read them with AsSpan<string>()."),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void InvalidArguments_AreRefused(Func<object> call, string message) =>
        Assert.That(call, Throws.ArgumentException.With.Message.EqualTo(message));

    private static TestCaseData Fault(Func<object> call, string message) => new TestCaseData(call, message).SetArgDisplayNames(message);

    [Test]
    public void AnElement_IsTakenByItsPlace()
    {
        TensorData matrix = new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }, flat = new long[] { 7, 8 };
        Assert.Multiple(() =>
        {
            Assert.That(matrix[0, 1], Is.EqualTo(2));
            Assert.That(matrix[1, 2], Is.EqualTo(6));
            Assert.That(flat[1], Is.EqualTo(8));
            Assert.That(TensorData.Scalar(true)[[]], Is.EqualTo(1));
            Assert.That(TensorData.Of([(Half)0.5], [1, 1, 1])[0, 0, 0], Is.EqualTo(0.5));
            Assert.That(TensorData.OfBFloat16([0x3F80], [1])[0], Is.EqualTo(1));
            Assert.That(matrix[1..][0, 0], Is.EqualTo(4), "A range takes rows.");
            Assert.That(() => matrix[0],
                Throws.ArgumentException.With.Message.Contains("has 2 axes, and an element needs one index for each. Received 1 index."));
            Assert.That(() => matrix[2, 0],
                Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(
                "Axis 0 of a tensor of shape [2, 3] has the indices 0 to 1."));
            Assert.That(() => matrix[0, -1], Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Axis 1"));
            Assert.That(() => ((TensorData)new[] { "a" })[0], Throws.InvalidOperationException.With.Message.Contains("AsSpan<string>()"));
        });
    }

    [Test]
    public void AMatrix_IsAnArrayOfTwoAxes()
    {
        TensorData matrix = TensorData.Of([1f, 2, 3, 4, 5, 6], [3, 2]);
        Assert.Multiple(() =>
        {
            Assert.That(matrix.ToArray2D<float>(), Is.EqualTo(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }));
            Assert.That(((TensorData)new[,] { { "a", "b" } }).ToArray2D<string>(), Is.EqualTo(new[,] { { "a", "b" } }));
            Assert.That(TensorData.Zeros(DType.Float64, [0, 3]).ToArray2D<double>(), Has.Length.Zero);
            Assert.That(() => matrix.ToArray2D<double>(), Throws.ArgumentException.With.Message.Contains("float32"));
            Assert.That(() => matrix.Reshape([6]).ToArray2D<float>(), Throws.InvalidOperationException.With.Message.Contains("shape [6]"));
        });
    }
}
