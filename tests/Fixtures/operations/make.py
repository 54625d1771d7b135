"""Writes the models in this folder and what Keras answers: operations among the layers, inputs and outputs by name, an optional
input, and a loss and a metric of a user's own.

    KERAS_BACKEND=jax python make.py FOLDER      with Keras 3.3.3, 3.12.0 and 3.15.1, each into the folder of its name
"""

import json
import os
import sys

import keras
import numpy as np
from keras import layers, ops

out = sys.argv[1]

os.makedirs(out,exist_ok=True)
def save(name, model, x):
    model.save(f"{out}/{name}.keras")
    y=model(x) if not isinstance(x,dict) else model(x)
    def ten(a):
        a=np.asarray(a); return {"shape":list(a.shape),"dtype":str(a.dtype),"data":a.reshape(-1).tolist()}
    ins={k:ten(v) for k,v in x.items()} if isinstance(x,dict) else ([ten(v) for v in x] if isinstance(x,list) else ten(x))
    outs={k:ten(v) for k,v in y.items()} if isinstance(y,dict) else ([ten(v) for v in y] if isinstance(y,(list,tuple)) else ten(y))
    json.dump({"inputs":ins,"outputs":outs},open(f"{out}/{name}.json","w"))
def attempt(name,f):
    try: f()
    except Exception as e: print(name,"FAILED",type(e).__name__,str(e)[:200])
X=np.arange(24,dtype="float32").reshape(4,6)-7.5
def getitem():
    i=keras.Input((6,),name="x"); save("get_item",keras.Model(i,layers.Dense(2,kernel_initializer="ones",name="d")(ops.concatenate([i[:,1:4],i[:,-1:]],axis=-1)) if False else layers.Concatenate(name="c")([i[:,1:4],i[:,-1:],i[:,::2]])),X)
attempt("getitem",getitem)
def getitem2():
    i=keras.Input((3,4),name="x"); save("get_item_axes",keras.Model(i,[i[:,0],i[...,1:3],i[:,None,1,2]]),np.arange(24,dtype="float32").reshape(2,3,4))
attempt("getitem2",getitem2)
def split():
    i=keras.Input((6,),name="x"); a,b,c=ops.split(i,3,axis=1); save("split",keras.Model(i,layers.Concatenate(name="c")([c,a])),X)
attempt("split",split)
def split2():
    i=keras.Input((6,),name="x"); a,b,c=ops.split(i,[1,4],axis=-1); save("split_at",keras.Model(i,[a,b,c]),X)
attempt("split2",split2)
def mean():
    i=keras.Input((3,4),name="x"); save("mean",keras.Model(i,[ops.mean(i,axis=-1,keepdims=True),ops.mean(i,axis=[1,2]),ops.mean(i,axis=1)]),np.arange(24,dtype="float32").reshape(2,3,4))
attempt("mean",mean)
def clip():
    i=keras.Input((6,),name="x"); save("clip",keras.Model(i,ops.clip(i,-2,3.5)),X)
attempt("clip",clip)
def zeros():
    i=keras.Input((6,),name="x"); save("zeros_like",keras.Model(i,layers.Add(name="a")([ops.zeros_like(i),i])),X)
attempt("zeros",zeros)
def byname():
    a=keras.Input((2,),name="a"); b=keras.Input((3,),name="b"); h=layers.Concatenate(name="c")([b,a])
    m=keras.Model({"first":a,"second":b},{"sum":layers.Dense(1,kernel_initializer="ones",name="s")(h),"twice":layers.Dense(2,kernel_initializer="ones",name="t")(h)})
    save("dictionary",m,{"first":np.ones((2,2),"float32"),"second":np.ones((2,3),"float32")*2})
attempt("byname",byname)
def byname_in():
    a=keras.Input((2,),name="a"); b=keras.Input((3,),name="b"); h=layers.Concatenate(name="c")([b,a])
    m=keras.Model({"a":a,"b":b},layers.Dense(1,kernel_initializer="ones",name="s")(h)); m.compile("adam","mse")
    save("dictionary_inputs",m,{"a":np.ones((2,2),"float32"),"b":np.ones((2,3),"float32")*2})
attempt("byname_in",byname_in)
def opt():
    a=keras.Input((2,),name="a"); b=keras.Input((2,),name="b",optional=True)
    m=keras.Model([a,b],layers.Dense(1,kernel_initializer="ones",name="s")(a))
    x=np.ones((2,2),"float32"); save("optional",m,[x,x])
attempt("opt",opt)
def custom():
    i=keras.Input((6,),name="x")
    def my_loss(y,p): return ops.mean(ops.square(y-p),axis=-1)
    m=keras.Sequential([i,layers.Dense(1,kernel_initializer="ones",name="d")]); m.compile("adam",my_loss); save("custom_loss",m,X)
    def my_metric(y,p): return ops.mean(ops.abs(y-p),axis=-1)
    m=keras.Sequential([keras.Input((6,)),layers.Dense(1,kernel_initializer="ones",name="d")]); m.compile("adam","mse",metrics=[my_metric]); save("custom_metric",m,X)
attempt("custom",custom)
def seq():
    m=keras.Sequential([layers.Dense(3,kernel_initializer="ones",name="d"),layers.Dense(1,kernel_initializer="ones",name="e")]); m(X); save("built_by_call",m,X)
attempt("seq",seq)
# Of the masks that Keras writes as operations; 3.3.3 loses those of lists of inputs.
W=np.array([[1,2,0,0],[3,4,2,1],[0,4,2,5]],dtype="int32")
def masks():
    i=keras.Input((4,),dtype="int32",name="x")
    e=layers.Embedding(6,3,mask_zero=True,name="e")(i); p=layers.Rescaling(2.0,name="p")(layers.Embedding(6,3,name="f")(i)); q=layers.Masking(name="q")(p)
    pool=lambda x,n: layers.GlobalAveragePooling1D(name=n)(x)
    m=keras.Model(i,[pool(layers.Concatenate(axis=1,name="long")([e,p]),"a"),pool(layers.Concatenate(name="wide")([e,q]),"b"),pool(layers.Add(name="sum")([e,q]),"c"),pool(layers.Maximum(name="most")([e,q]),"d")])
    m.set_weights([np.round(8*np.sin(np.arange(w.size)+n)).reshape(w.shape)/8 for n,w in enumerate(m.get_weights())]); save("masks",m,W)
if keras.__version__!="3.3.3": attempt("masks",masks)
