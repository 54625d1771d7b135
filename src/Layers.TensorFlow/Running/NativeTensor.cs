using System.Text;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>A tensor of the library's, to and from ours. Elements are copied: a run is no slower for it, and nobody's memory is
/// pinned.</summary>
internal sealed unsafe class NativeTensor : IDisposable
{
    private readonly int _texts;

    private NativeTensor(nint handle, int texts) => (Handle, _texts) = (handle, texts);

    public nint Handle { get; }

    /// <summary>A tensor with the same elements.</summary>
    /// <param name="name">What the input is called, for messages.</param>
    /// <param name="data">The elements; half of a surrogate pair becomes U+FFFD.</param>
    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="InvalidOperationException">There is no memory for it.</exception>
    public static NativeTensor Of(string name, TensorData data)
    {
        var isText = data.Type == DType.String;
        if (isText && Array.IndexOf(data.ToArray<string>(), null) is >= 0 and var missing) throw Throw.NullText(name, missing, data.Shape);
        var bytes = isText ? (nuint)data.Length * Native.StringSize : (nuint)data.AsBytes().Length;
        nint handle;
        fixed (long* sizes = data.Shape.ToArray()) handle = Native.TF_AllocateTensor((int)data.Type.ToTensorFlow(), sizes, data.Shape.Rank, bytes);
        if (handle == 0) throw Throw.NoMemory(name, data.Shape);
        var target = (byte*)Native.TF_TensorData(handle);
        if (isText) Write(data.AsSpan<string>(), target);
        else data.AsBytes().CopyTo(new Span<byte>(target, checked((int)bytes)));
        return new(handle, isText ? data.Length : 0);
    }

    /// <summary>The elements of a tensor.</summary>
    /// <param name="tensor">Of the library's.</param>
    /// <param name="name">What the output is called, for messages.</param>
    /// <exception cref="InvalidOperationException">No tensor of ours has such elements, or so many.</exception>
    public static TensorData Read(nint tensor, string name)
    {
        var type = (DataType)Native.TF_TensorType(tensor);
        if (type.ToLayers() is not { } ours) throw Throw.NoElements(name, type);
        var sizes = new long[Native.TF_NumDims(tensor)];
        for (var axis = 0; axis < sizes.Length; axis++) sizes[axis] = Native.TF_Dim(tensor, axis);
        var shape = Shape.Of(sizes);
        var source = (byte*)Native.TF_TensorData(tensor);
        if (shape.Length > Array.MaxLength || (ours != DType.String && shape.Length * ours.Size() > int.MaxValue)) throw Throw.TooManyElements(name, shape);
        var data = TensorData.Zeros(ours, shape);
        if (ours == DType.String) Read(source, data.Span<string>());
        else if (data.Length > 0) new ReadOnlySpan<byte>(source, (int)Native.TF_TensorByteSize(tensor)).CopyTo(data.WritableBytes());
        return data;
    }

    public void Dispose()
    {
        // What a long text takes lies elsewhere, and the tensor does not free it.
        var text = (byte*)Native.TF_TensorData(Handle);
        for (var i = 0; i < _texts; i++) Native.TF_StringDealloc(text + i * Native.StringSize);
        Native.TF_DeleteTensor(Handle);
    }

    private static void Write(ReadOnlySpan<string> texts, byte* target)
    {
        Span<byte> place = stackalloc byte[512];
        foreach (var text in texts)
        {
            var bytes = text.Length * 3 <= place.Length ? place[..Encoding.UTF8.GetBytes(text, place)] : Encoding.UTF8.GetBytes(text);
            Native.TF_StringInit(target);
            fixed (byte* source = bytes) Native.TF_StringCopy(target, source, (nuint)bytes.Length);
            target += Native.StringSize;
        }
    }

    private static void Read(byte* source, Span<string> texts)
    {
        foreach (ref var text in texts)
        {
            text = Encoding.UTF8.GetString(new ReadOnlySpan<byte>(Native.TF_StringGetDataPointer(source), checked((int)Native.TF_StringGetSize(source))));
            source += Native.StringSize;
        }
    }
}
