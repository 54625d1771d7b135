using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;

namespace Layers.Onnx.Tests;

/// <summary>Tensors of every type, in each form that the format allows.</summary>
internal sealed class TensorProtosTests
{
    private static readonly TensorData[] s_tensors =
    [
        TensorData.Of([1.5f, float.NaN, -0f, float.PositiveInfinity], [4]), TensorData.Of([1e-320, -2.5], [2, 1]),
            TensorData.Of([(Half)0.5f, Half.MaxValue], [2]),
        TensorData.OfBFloat16([0x3F80, 0x7FC0], [2]), TensorData.Of([int.MinValue, 7], [2]), TensorData.Of([long.MinValue, 7L], [2]),
            TensorData.Of([short.MinValue, (short)7], [2]),
        TensorData.Of([sbyte.MinValue, (sbyte)7], [2]), TensorData.Of([byte.MaxValue, (byte)7], [2]),
            TensorData.Of([ushort.MaxValue, (ushort)7], [2]), TensorData.Of([uint.MaxValue, 7u], [2]),
        TensorData.Of([ulong.MaxValue, 7ul], [2]), TensorData.Of([true, false], [2]), TensorData.Of(["", "zażółć 🐍"], [2]),
            TensorData.Scalar(3f), TensorData.Of(new float[0], [0, 2]),
    ];

    private static IEnumerable<TestCaseData> Tensors =>
        s_tensors.Select(data => new TestCaseData(data).SetArgDisplayNames($"{data.Type.Name()}{data.Shape}"));

    [Test]
    public void TheSamples_AreOfEveryType() =>
        Assert.That(s_tensors.Select(data => data.Type).Distinct(), Is.EquivalentTo(Enum.GetValues<DType>()));

    [TestCaseSource(nameof(Tensors))]
    public void ATensor_IsReadAsItWasWritten(TensorData data)
    {
        var read = TensorProtos.Read(TensorProto.Parser.ParseFrom(TensorProtos.Of("t", data).ToByteArray()));
        Assert.That(read.ToString(), Is.EqualTo(data.ToString()));
        if (data.Type != DType.String) Assert.That(read.AsBytes().ToArray(), Is.EqualTo(data.AsBytes().ToArray()));
    }

    private static readonly TestCaseData[] s_spelledOut =
    [
        Case(new TensorProto { DataType = (int)DType.Float32, FloatData = { 1.5f, 2 } }, "float32[2](1.5, 2)"),
        Case(new TensorProto { DataType = (int)DType.Float64, DoubleData = { 1.5, 2 } }, "float64[2](1.5, 2)"),
        Case(new TensorProto { DataType = (int)DType.Int64, Int64Data = { -1, 2 } }, "int64[2](-1, 2)"),
        Case(new TensorProto { DataType = (int)DType.Int32, Int32Data = { -1, 2 } }, "int32[2](-1, 2)"),
        Case(new TensorProto { DataType = (int)DType.Int16, Int32Data = { -1, 2 } }, "int16[2](-1, 2)"),
        Case(new TensorProto { DataType = (int)DType.Int8, Int32Data = { -1, 2 } }, "int8[2](-1, 2)"),
        Case(new TensorProto { DataType = (int)DType.UInt8, Int32Data = { 255, 2 } }, "uint8[2](255, 2)"),
        Case(new TensorProto { DataType = (int)DType.UInt16, Int32Data = { 65535, 2 } }, "uint16[2](65535, 2)"),
        Case(new TensorProto { DataType = (int)DType.Bool, Int32Data = { 1, 0 } }, "bool[2](true, false)"),
        Case(new TensorProto { DataType = (int)DType.Float16, Int32Data = { 0x3C00, 0xC000 } }, "float16[2](1, -2)"),
        Case(new TensorProto { DataType = (int)DType.BFloat16, Int32Data = { 0x3F80, 0xC000 } }, "bfloat16[2](1, -2)"),
        Case(new TensorProto { DataType = (int)DType.UInt32, Uint64Data = { uint.MaxValue, 2 } }, "uint32[2](4294967295, 2)"),
        Case(new TensorProto { DataType = (int)DType.UInt64, Uint64Data = { ulong.MaxValue, 2 } }, "uint64[2](18446744073709551615, 2)"),
    ];

    [TestCaseSource(nameof(s_spelledOut))]
    public void ElementsThatAreSpelledOut_AreRead(TensorProto proto, string expected) =>
        Assert.That(TensorProtos.Read(proto).ToString(), Is.EqualTo(expected));

    private static readonly TestCaseData[] s_damaged =
    [
        Damage(new TensorProto { DataType = 14 }, "'t' has elements of ONNX type 14, which is not supported. Supported are float32,"),
        Damage(new TensorProto { DataType = 1, DataLocation = 1 }, "The tensor 't' is stored in another file. Save the model with its " +
            "data inside."),
        Damage(new TensorProto { DataType = 1, Dims = { 3 }, RawData = ByteString.CopyFrom(new byte[8]) },
            "The tensor 't' of shape [3] should have 3 elements, but has 2. The file is damaged."),
        Damage(new TensorProto { DataType = 1, Dims = { 2 }, RawData = ByteString.CopyFrom(new byte[9]) },
            "The tensor 't' of shape [2] should have 2 elements, but has 2. The file is damaged."),
        Damage(new TensorProto { DataType = 1, Dims = { 3 }, FloatData = { 1 } },
            "The tensor 't' of shape [3] should have 3 elements, but has 1. The file is damaged."),
        Damage(new TensorProto { DataType = 8, Dims = { 2 }, StringData = { ByteString.CopyFromUtf8("a") } },
            "The tensor 't' of shape [2] should have 2 elements, but has 1. The file is damaged."),
        Damage(new TensorProto { DataType = 1, Dims = { -1 } }, "'t' has an axis of size -1. The file is damaged."),
        Damage(new TensorProto { DataType = 1, Dims = { long.MaxValue, long.MaxValue } },
            "The tensor 't' has more than 2147483647 elements, the maximum of a tensor in Layers."),
        Damage(new TensorProto { DataType = 1, Dims = { int.MaxValue } }, "The tensor 't' of shape [2147483647] should have " +
            "2,147,483,647 elements, but has 0. The file is damaged."),
    ];

    [TestCaseSource(nameof(s_damaged))]
    public void ADamagedTensor_IsRefused(TensorProto proto, string message) =>
        Assert.That(() => TensorProtos.Read(proto), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith(message));

    private static TestCaseData Case(TensorProto proto, string expected)
    {
        proto.Dims.Add(2);
        return new TestCaseData(proto, expected).SetArgDisplayNames(expected);
    }

    private static TestCaseData Damage(TensorProto proto, string message)
    {
        proto.Name = "t";
        return new TestCaseData(proto, message).SetArgDisplayNames(message);
    }
}
