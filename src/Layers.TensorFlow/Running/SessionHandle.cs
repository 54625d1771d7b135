using System.Runtime.InteropServices;

namespace Layers.TensorFlow;

/// <summary>A session and its graph. They are freed when they are disposed and no run uses them.</summary>
internal sealed class SessionHandle : SafeHandle
{
    public SessionHandle(nint session, nint graph)
        : base(0, ownsHandle: true)
    {
        SetHandle(session);
        Graph = graph;
    }

    public nint Graph { get; }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        using var status = new Status();
        Native.TF_CloseSession(handle, status.Handle);
        Native.TF_DeleteSession(handle, status.Handle);
        Native.TF_DeleteGraph(Graph);
        return true;
    }
}
