using System.Buffers;
using System.Runtime.InteropServices;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Layers.Onnx;

/// <summary>A tensor that ONNX Runtime reads or writes in place. Its memory is pinned until it is disposed.</summary>
internal sealed class PinnedTensor : IDisposable
{
    private readonly IDisposable? _pin;
    private readonly TensorData _data;
    private readonly IntPtr _address;
    private OrtValue? _value;
    private bool _isDisposed;

    public PinnedTensor(TensorData data)
    {
        _data = data;
        if (data.Type != DType.String) (_pin, _address) = Pin(data);
    }

    /// <summary>Whether ONNX Runtime has a copy of the tensor, because texts cannot be shared. <see cref="Push"/> and <see cref="Pull"/>
    /// keep the two equal.</summary>
    public bool IsCopied => _data.Type == DType.String;

    /// <summary>The whole tensor, to read or to write in place; a copy if the elements are strings.</summary>
    public OrtValue Value => _value ??= _data.Type == DType.String ? Strings(_data) : View(_data.Shape, 0, _data.AsBytes().Length);

    /// <summary>Returns some of the elements to read in place. The result must be disposed before this tensor.</summary>
    public OrtValue Part(Shape shape, int start)
    {
        var size = _data.Type.Size();
        return View(shape, (long)start * size, shape.Length * size);
    }

    /// <summary>Returns the whole tensor to read: in place if it is aligned, otherwise as an aligned copy. The result must be disposed
    /// before this tensor.</summary>
    public OrtValue ToRead() => ToRead(_data.Shape, 0, _data.Type == DType.String ? 0 : _data.AsBytes().Length);

    /// <summary>Returns some of the rows to read.</summary>
    /// <inheritdoc cref="ToRead()"/>
    public OrtValue RowsToRead(int start, int count)
    {
        var rowBytes = (long)_data.AsBytes().Length / _data.Shape[0].Size;
        return ToRead(_data.Shape.With(0, count), start * rowBytes, count * rowBytes);
    }

    /// <summary>Copies the current texts of the tensor to ONNX Runtime's copy.</summary>
    public void Push()
    {
        var texts = _data.AsSpan<string>();
        for (var i = 0; i < texts.Length; i++) Value.StringTensorSetElementAt(texts[i].AsSpan(), i);
    }

    /// <summary>Copies the current texts of ONNX Runtime's copy to the tensor.</summary>
    public void Pull() => Value.GetStringTensorAsArray().CopyTo(_data.Span<string>());

    public void Dispose()
    {
        // A GCHandle cannot be freed twice.
        if (_isDisposed) return;
        _isDisposed = true;
        _value?.Dispose();
        _pin?.Dispose();
    }

    private OrtValue ToRead(Shape shape, long offset, long bytes)
    {
        if (_data.Type == DType.String) return Strings(_data);
        if ((_address + (nint)offset) % AlignedTensors.Alignment == 0) return View(shape, offset, bytes);
        var copy = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, ElementType(_data.Type), shape.ToArray());
        _data.AsBytes().Slice((int)offset, (int)bytes).CopyTo(copy.GetTensorMutableRawData());
        return copy;
    }

    private static TensorElementType ElementType(DType type) => (TensorElementType)(int)type;

    private OrtValue View(Shape shape, long offset, long bytes) =>
        OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, ElementType(_data.Type), shape.ToArray(), _address + (nint)offset,
            bytes);

    private static OrtValue Strings(TensorData data)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, data.Shape.ToArray());
        var strings = data.AsSpan<string>();
        for (var i = 0; i < strings.Length; i++) value.StringTensorSetElementAt(strings[i].AsSpan(), i);
        return value;
    }

    private static (IDisposable Pin, IntPtr Address) Pin(TensorData data)
    {
        if (data.Owner is Array array)
        {
            var handle = new ArrayPin(array);
            return (handle, handle.Address);
        }
        unsafe
        {
            MemoryHandle handle = data.Owner switch
            {
                System.Numerics.Tensors.Tensor<float> tensor => tensor.GetPinnedHandle(),
                System.Numerics.Tensors.Tensor<double> tensor => tensor.GetPinnedHandle(),
                System.Numerics.Tensors.Tensor<int> tensor => tensor.GetPinnedHandle(),
                System.Numerics.Tensors.Tensor<long> tensor => tensor.GetPinnedHandle(),
                _ => throw new InvalidOperationException($"Bug in Layers: a tensor is kept in a {data.Owner.GetType()}."),
            };
            return (handle, (IntPtr)handle.Pointer);
        }
    }

    private sealed class ArrayPin(Array array) : IDisposable
    {
        private GCHandle _handle = GCHandle.Alloc(array, GCHandleType.Pinned);

        public IntPtr Address => _handle.AddrOfPinnedObject();

        public void Dispose() => _handle.Free();
    }
}
