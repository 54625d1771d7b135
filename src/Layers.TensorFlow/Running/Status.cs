using System.Runtime.InteropServices;

namespace Layers.TensorFlow;

/// <summary>The status of a call of the library.</summary>
internal readonly unsafe struct Status : IDisposable
{
    public Status() => Handle = Native.TF_NewStatus();

    public nint Handle { get; }

    public bool IsOk => Native.TF_GetCode(Handle) == 0;

    public string Message => Marshal.PtrToStringUTF8((nint)Native.TF_Message(Handle)) ?? "";

    public void Dispose() => Native.TF_DeleteStatus(Handle);
}
